/* Opens a shared library and finds functions in it. */
#ifndef QUOTARY_QVL_OPEN_H
#define QUOTARY_QVL_OPEN_H

#include <stddef.h>

struct qvl_symbol {
  const char *name;
  void **function; /* where to put it; NULL is put where it is not required and absent */
  int required;
};

/* The library's handle, or NULL with the reason in error (error_size > 0). */
void *qvl_open_symbols(const char *path, const struct qvl_symbol *symbols, size_t count,
                       char *error, size_t error_size);

#endif
