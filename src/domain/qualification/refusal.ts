/** Why something asked of a qualification was refused: stable codes, known to the API, which gives each its status. */
export const qualificationRefusalCodes = [
  'unknown-command',
  'invalid-input',
  'not-your-move',
  'same-company',
  'wrong-state',
  'documents-missing',
  'too-many-documents',
] as const;
export type QualificationRefusalCode = (typeof qualificationRefusalCodes)[number];

/** A "no" for the person who asked; `data` holds what is needed to do better. */
export interface QualificationRefusal {
  code: QualificationRefusalCode;
  detail: string;
  data?: Record<string, unknown>;
}

export type QualificationRefused = { rejection: QualificationRefusal };

export const refuseQualification = (
  code: QualificationRefusalCode,
  detail: string,
  data?: Record<string, unknown>,
): QualificationRefused => ({ rejection: data === undefined ? { code, detail } : { code, detail, data } });
