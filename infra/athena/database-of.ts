/** Of a workgroup: Glue takes no dashes. */
export const databaseOf = (workgroup: string): string => workgroup.replaceAll('-', '_');
