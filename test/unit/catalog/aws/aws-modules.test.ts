import { describe, expect, it } from 'vitest';
import { awsModules } from '../../../../catalog/aws/aws-modules.ts';

describe('a file of entries', () => {
  it.each(awsModules)(
    'is listed with the services that its entries are of: $services, by $load',
    async (file) => {
      const actions = (await file.load()).map(({ action }) => action);
      const services = new Set(actions.map((action) => action.split(':')[0]));
      expect(services).toEqual(new Set(file.services));
    },
  );
});
