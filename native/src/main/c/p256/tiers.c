/* Which tiers there are, and which of them this processor can run. */
#include "tier.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>

extern const p256_tier p256_tier_avx512, p256_tier_avx2, p256_tier_mulx;
#endif
extern const p256_tier p256_tier_portable;

const p256_tier *const P256_TIERS[] = {
#if defined(__x86_64__) && defined(__GNUC__)
    &p256_tier_avx512, &p256_tier_avx2, &p256_tier_mulx,
#endif
    &p256_tier_portable, NULL};

#if defined(__x86_64__) && defined(__GNUC__)

static uint64_t enabled_state(void) {
  uint32_t low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
}

/* What the processor has and the system saves (Intel SDM, volume 1, chapters 14 and 15). */
static unsigned features(void) {
  unsigned eax, ebx, ecx, edx, found = 0;
  if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx)) {
    return 0;
  }
  unsigned fma = ecx >> 12 & 1, saves = ecx >> 27 & 1, avx = ecx >> 28 & 1;
  if (!__get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx)) {
    return 0;
  }
  unsigned bmi1 = ebx >> 3 & 1, avx2 = ebx >> 5 & 1, bmi2 = ebx >> 8 & 1, adx = ebx >> 19 & 1;
  unsigned f = ebx >> 16 & 1, dq = ebx >> 17 & 1, ifma = ebx >> 21 & 1, vl = ebx >> 31 & 1;
  if (!(bmi1 & bmi2 & adx)) {
    return 0;
  }
  found |= P256_MULX_ADX;
  uint64_t state = saves ? enabled_state() : 0;
  if ((state & 0x6) == 0x6 && (avx & avx2 & fma)) {
    found |= P256_AVX2;
    if ((state & 0xe6) == 0xe6 && (f & dq & ifma & vl)) {
      found |= P256_AVX512;
    }
  }
  return found;
}

#else

static unsigned features(void) { return 0; }

#endif

int p256_can_run_without(const p256_tier *tier, unsigned without) {
  static const unsigned needed[] = {
      0, P256_AVX512 | P256_AVX2 | P256_MULX_ADX, P256_AVX2 | P256_MULX_ADX, P256_MULX_ADX, 0};
  unsigned need = needed[tier->id];
  return (features() & ~without & need) == need && tier->works();
}

int p256_can_run(const p256_tier *tier) { return p256_can_run_without(tier, 0); }

const p256_tier *p256_fastest_without(unsigned without) {
  const p256_tier *const *tier = P256_TIERS;
  while (*tier != NULL && !p256_can_run_without(*tier, without)) {
    tier++;
  }
  return *tier;
}

size_t p256_table_bytes(uint32_t width, uint32_t segments) {
  if (width < 4 || width > P256_GENERATOR_WIDTH
      || !(segments == 1 || ((segments == 2 || segments == 4 || segments == 8) && width == 4))) {
    return 0;
  }
  size_t windows = (256 + width - 1) / width;
  return sizeof(p256_table) + (windows / segments << (width - 1)) * sizeof(p256_entry);
}

void p256_table_begin(p256_table *table, const p256_tier *tier, uint32_t width, uint32_t segments) {
  uint32_t windows = (256 + width - 1) / width;
  memset(table, 0, sizeof *table);
  table->width = width;
  table->segments = segments;
  table->windows = windows;
  table->bases = windows / segments;
  table->tier = tier->id;
}
