/* One lane, in C. */
#include "field_scalar.h"

#include "kernel.h"
extern const p256_tier p256_tier_portable;
KERNEL_TIER(p256_tier_portable, "portable", 4);
