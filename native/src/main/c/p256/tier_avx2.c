/* Four lanes, AVX2 and FMA. */
#if defined(__x86_64__) && defined(__GNUC__)
#define P256_TARGET "avx2,fma,bmi,bmi2,adx"
#include "target.h"
#define P256_MULX
#include "lanes_avx2.h"

#include "field_fma.h"

#include "kernel.h"
extern const p256_tier p256_tier_avx2;
KERNEL_TIER(p256_tier_avx2, "avx2", 2);
P256_TARGET_END
#endif
typedef int p256_avx2_not_empty;
