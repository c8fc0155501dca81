#include "qvl_open.h"

#include <dlfcn.h>
#include <stdio.h>

void *qvl_open_symbols(const char *path, const struct qvl_symbol *symbols, size_t count,
                       char *error, size_t error_size) {
  if (path == NULL || path[0] == '\0') {
    snprintf(error, error_size, "no path");
    return NULL;
  }
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    snprintf(error, error_size, "%s", reason == NULL ? "dlopen failed" : reason);
    return NULL;
  }
  for (size_t i = 0; i < count; i++) {
    *symbols[i].function = dlsym(handle, symbols[i].name);
    if (*symbols[i].function == NULL && symbols[i].required) {
      snprintf(error, error_size, "%s has no function %s", path, symbols[i].name);
      dlclose(handle);
      return NULL;
    }
  }
  return handle;
}
