export * from './first-contact.js'
export * from './handover.js'
export * from './resolution.js'
export * from './volume.js'
