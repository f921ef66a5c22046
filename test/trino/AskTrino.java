import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trino.Session;
import io.trino.plugin.memory.MemoryConnectorFactory;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.TestingSession;
import java.util.Map;

/**
 * Reads {table, questions} on standard input, makes the table in the memory of Trino, and writes what Trino
 * answers to each question, or why it does not.
 */
public final class AskTrino {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] args) throws Exception {
        JsonNode asked = JSON.readTree(System.in);
        ArrayNode answers = JSON.createArrayNode();
        Session session = TestingSession.testSessionBuilder().setCatalog("memory").setSchema("default").build();
        try (LocalQueryRunner trino = LocalQueryRunner.create(session)) {
            trino.createCatalog("memory", new MemoryConnectorFactory(), Map.of());
            trino.execute(asked.get("table").asText());
            for (JsonNode question : asked.get("questions")) answers.add(answer(trino, session, question));
        }
        System.out.println(JSON.writeValueAsString(answers));
        // The engine leaves threads behind.
        System.exit(0);
    }

    private static ObjectNode answer(LocalQueryRunner trino, Session session, JsonNode question) {
        ObjectNode answer = JSON.createObjectNode();
        String sql = question.get("sql").asText();
        try {
            new SqlParser().createStatement(sql);
            answer.put("parses", true);
            Session prepared = Session.builder(session).addPreparedStatement("question", sql).build();
            JsonNode parameters = question.get("parameters");
            String using = parameters.isEmpty() ? "" : " USING " + String.join(", ", literals(parameters));
            MaterializedResult result = trino.execute(prepared, "EXECUTE question" + using);
            ArrayNode columns = answer.putArray("columns");
            result.getColumnNames().forEach(columns::add);
            ArrayNode rows = answer.putArray("rows");
            for (MaterializedRow row : result.getMaterializedRows()) {
                ArrayNode cells = rows.addArray();
                row.getFields().forEach(cells::addPOJO);
            }
        } catch (ParsingException problem) {
            answer.put("parses", false).put("problem", problem.getMessage());
        } catch (RuntimeException problem) {
            answer.put("problem", problem.getMessage());
        }
        return answer;
    }

    private static Iterable<String> literals(JsonNode parameters) {
        return () -> {
            var values = parameters.elements();
            return new java.util.Iterator<>() {
                public boolean hasNext() {
                    return values.hasNext();
                }

                public String next() {
                    return "'" + values.next().asText().replace("'", "''") + "'";
                }
            };
        };
    }
}
