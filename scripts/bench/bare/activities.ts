export const bareActivities = { nothing: async (): Promise<void> => undefined };
export type BareActivities = typeof bareActivities;
