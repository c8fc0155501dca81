/* The arithmetic of the AVX-512 tier, its instructions in C. */
#define LANES 8
#include "p256/lanes_portable.h"

#include "p256/field_ifma.h"

#include "p256/kernel.h"
extern const p256_tier p256_tier_shim_ifma;
KERNEL_TIER(p256_tier_shim_ifma, "avx512 in C", 1);
