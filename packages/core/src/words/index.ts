export {
  CategoryPath,
  Channel,
  ComplaintType,
  Degree,
  EscalationKind,
  Party,
  Phase,
  ProblemType,
  Purpose,
  Reminded,
  RemedyKind,
  RequestType,
  Responsible,
  Severity,
} from './words.js'
export { Currency, Money, sameMoney } from './money.js'
export { Permission, permissions } from './permissions.js'
