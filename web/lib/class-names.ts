import { type ClassValue, clsx } from 'clsx'

/**
 * Nothing is dropped: where a caller sets what a control sets too, the caller's class is marked as the one that counts
 * (`h-11!`). Working that out here, at every render, took more code than all our controls together.
 */
export const classNames = (...values: ClassValue[]): string => clsx(values)
