/** What tells one referral from another: the outside body and its reference as one text. */
export const referral = ({
  body,
  reference,
}: {
  readonly body: string
  readonly reference?: string
}): string => JSON.stringify([body, reference])
