/* What a test program counts, and says. */
#ifndef QUOTARY_P256_CHECK_H
#define QUOTARY_P256_CHECK_H

#include <stdio.h>

static unsigned long checks, failures;

static void check(int holds, const char *tier, const char *what, size_t lane, size_t of) {
  checks++;
  if (!holds) {
    failures++;
    printf("FAILED %s: %s, lane %zu of %zu\n", tier, what, lane, of);
  }
}

static int conclude(void) {
  printf("%lu checks, %lu failures\n", checks, failures);
  return failures == 0 ? 0 : 1;
}

#endif
