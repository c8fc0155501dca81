/* Calls into C++ code whose exceptions must not reach the JVM. */
#ifndef QUOTARY_QVL_GUARD_H
#define QUOTARY_QVL_GUARD_H

/*
 * Calls function(argument). Returns 0, or 1 if an exception left it: then the frames below were
 * unwound and the exception is gone.
 */
int qvl_guarded(void (*function)(void *), void *argument);

#endif
