/** Calls subscribers' servers; `src/gateways/webhooks` does. */
export interface WebhookCaller {
  /** What is wrong with an address as it is written; null when it may be tried. */
  faultOf(url: string): string | null;
  /** Sends one message and answers what came back. Throws what kept it from an answer. */
  post(url: string, headers: Record<string, string>, body: string): Promise<{ status: number; body: string }>;
}
