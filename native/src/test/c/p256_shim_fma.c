/* The arithmetic of the AVX2 tier, its instructions in C. */
#define LANES 4
#include "p256/lanes_portable.h"

#include "p256/field_fma.h"

#include "p256/kernel.h"
extern const p256_tier p256_tier_shim_fma;
KERNEL_TIER(p256_tier_shim_fma, "avx2 in C", 2);
