/*
 * Lets the compiler use the instructions of P256_TARGET in what follows, up to P256_TARGET_END: in
 * one file, so that no other function of the library has them.
 */
#define P256_PRAGMA(...) _Pragma(#__VA_ARGS__)
#if defined(__clang__)
/* The intrinsics name their own instructions, and must not get others. */
#include <immintrin.h>
#define P256_USE(list) P256_PRAGMA(clang attribute push(__attribute__((target(list))), apply_to = function))
#define P256_TARGET_END P256_PRAGMA(clang attribute pop)
#else
#define P256_USE(list) P256_PRAGMA(GCC target(list))
#define P256_TARGET_END
#endif
P256_USE(P256_TARGET)
