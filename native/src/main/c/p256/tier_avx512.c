/* Eight lanes, AVX-512 IFMA. */
#if defined(__x86_64__) && defined(__GNUC__)
#define P256_TARGET "avx512f,avx512dq,avx512vl,avx512ifma,avx2,fma,bmi,bmi2,adx"
#include "target.h"
#define P256_MULX
#include "lanes_avx512.h"

#include "field_ifma.h"

#include "kernel.h"
extern const p256_tier p256_tier_avx512;
KERNEL_TIER(p256_tier_avx512, "avx512", 1);
P256_TARGET_END
#endif
typedef int p256_avx512_not_empty;
