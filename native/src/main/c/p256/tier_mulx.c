/* One lane, mulx and adx. */
#if defined(__x86_64__) && defined(__GNUC__)
#define P256_TARGET "bmi,bmi2,adx"
#include "target.h"
#define P256_MULX
#include "field_scalar.h"

#include "kernel.h"
extern const p256_tier p256_tier_mulx;
KERNEL_TIER(p256_tier_mulx, "mulx", 3);
P256_TARGET_END
#endif
typedef int p256_mulx_not_empty;
