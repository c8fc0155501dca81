#include <stdlib.h>
#include <unwind.h>

#include "stub.h"

static void drop(_Unwind_Reason_Code code, struct _Unwind_Exception *exception) {
  (void)code;
  free(exception);
}

__attribute__((noinline)) void stub_throw(void) {
  struct _Unwind_Exception *exception = aligned_alloc(_Alignof(struct _Unwind_Exception),
                                                      sizeof(struct _Unwind_Exception));
  if (exception == NULL) {
    abort();
  }
  memset(exception, 0, sizeof *exception);
  exception->exception_class = 0x53545542; /* nobody's */
  exception->exception_cleanup = drop;
  _Unwind_RaiseException(exception);
  abort(); /* nobody caught it */
}
