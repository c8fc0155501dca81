/*
 * C has no catch, and an exception that no frame catches ends the process. So one frame here has a
 * personality routine of its own (Itanium C++ ABI, exception handling, 1.6) that stops every
 * exception. That spares the shim the C++ runtime, which a machine without Intel's library may lack.
 */
#include "qvl_guard.h"

#include <stdint.h>
#include <unwind.h>

#if !defined(__x86_64__)
#error "Intel's library is there for x86-64 only"
#endif

extern void qvl_guarded_landing(void) __attribute__((visibility("hidden")));

__attribute__((visibility("hidden"))) _Unwind_Reason_Code qvl_guard_personality(
    int version, _Unwind_Action actions, uint64_t class, struct _Unwind_Exception *exception,
    struct _Unwind_Context *context);

__attribute__((visibility("hidden"))) void qvl_guard_drop(struct _Unwind_Exception *exception);

_Unwind_Reason_Code qvl_guard_personality(int version, _Unwind_Action actions, uint64_t class,
                                          struct _Unwind_Exception *exception,
                                          struct _Unwind_Context *context) {
  (void)version;
  (void)class;
  if (actions & _UA_SEARCH_PHASE) {
    return _URC_HANDLER_FOUND;
  }
  if (!(actions & _UA_HANDLER_FRAME)) {
    return _URC_CONTINUE_UNWIND;
  }
  _Unwind_SetGR(context, __builtin_eh_return_data_regno(0), (_Unwind_Word)(uintptr_t)exception);
  _Unwind_SetIP(context, (_Unwind_Ptr)(uintptr_t)&qvl_guarded_landing);
  return _URC_INSTALL_CONTEXT;
}

void qvl_guard_drop(struct _Unwind_Exception *exception) { _Unwind_DeleteException(exception); }

/* clang-format off */
__asm__(
    ".text\n"
    ".globl qvl_guarded\n"
    ".hidden qvl_guarded\n"
    ".type qvl_guarded, @function\n"
    "qvl_guarded:\n"
    ".cfi_startproc\n"
    ".cfi_personality 0x1b, qvl_guard_personality\n" /* relative to here, 4 bytes */
    "  subq $8, %rsp\n"
    ".cfi_def_cfa_offset 16\n"
    "  movq %rdi, %rax\n"
    "  movq %rsi, %rdi\n"
    "  call *%rax\n"
    "  xorl %eax, %eax\n"
    "  addq $8, %rsp\n"
    ".cfi_def_cfa_offset 8\n"
    "  ret\n"
    ".globl qvl_guarded_landing\n"
    ".hidden qvl_guarded_landing\n"
    "qvl_guarded_landing:\n" /* %rax: the exception */
    ".cfi_def_cfa_offset 16\n"
    "  movq %rax, %rdi\n"
    "  call qvl_guard_drop\n"
    "  movl $1, %eax\n"
    "  addq $8, %rsp\n"
    ".cfi_def_cfa_offset 8\n"
    "  ret\n"
    ".cfi_endproc\n"
    ".size qvl_guarded, . - qvl_guarded\n");
/* clang-format on */
