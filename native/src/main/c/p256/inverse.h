/*
 * The inverse of an integer modulo p or n, by the division steps of Bernstein and Yang ("Fast
 * constant-time gcd computation and modular inversion", 2019, section 8), in variable time: the
 * values are public.
 *
 * f and g start as the modulus and the integer, and are transformed 62 steps at a time by a 2x2
 * matrix of 63-bit integers, made of their low 64 bits alone. d and e are transformed by the same
 * matrices modulo the modulus, so that f = d * x and g = e * x hold throughout; when g is 0, f is
 * 1 or -1 and d the inverse, or its negative. Each of the four is five signed limbs of 62 bits.
 */
#ifndef QUOTARY_P256_INVERSE_H
#define QUOTARY_P256_INVERSE_H

#include "wide.h"

#ifdef P256_HAS_INT128

#define P256_MASK62 0x3fffffffffffffff

typedef struct {
  int64_t limb[5];
} p256_signed62;

typedef struct {
  p256_signed62 modulus;
  /* The inverse of the modulus modulo 2^62. */
  uint64_t inverse62;
} p256_modulus;

static const p256_modulus P256_MODULUS_P P256_UNUSED = {
    {{0x3fffffffffffffff, 0x3ffffffff, 0, 0x3fffffc000000040, 0xff}}, 0x3fffffffffffffff};

static const p256_modulus P256_MODULUS_N P256_UNUSED = {
    {{0x33b9cac2fc632551, 0x339beab69c5e7a13, 0x3ffffffffffffffb, 0x3fffffc00000003f, 0xff}},
    0x332e375511ff43b1};

/* A matrix (u v; q r): 2^62 times the transformation of 62 steps. |u| + |v| and |q| + |r| <= 2^62. */
typedef struct {
  int64_t u, v, q, r;
} p256_steps;

/*
 * 62 division steps of the low words of f, which is odd, and of g. eta is the negative of the
 * paper's delta; all trailing zeros of g are taken at once, and as many bits of g as eta allows are
 * cancelled by one multiple of f.
 */
P256_INLINE int64_t p256_take_steps(int64_t eta, uint64_t f, uint64_t g, p256_steps *steps) {
  /* The odd inverses of f modulo 2^6 cancel at most six bits, -f^-1 modulo 2^4 at most four. */
  uint64_t u = 1, v = 0, q = 0, r = 1;
  int left = 62;
  for (;;) {
    /* A bit above those that are left stops the count of zeros. */
    int zeros = __builtin_ctzll(g | (UINT64_MAX << left));
    g >>= zeros;
    u <<= zeros;
    v <<= zeros;
    eta -= zeros;
    left -= zeros;
    if (left == 0) {
      break;
    }
    uint64_t multiple;
    if (eta < 0) {
      uint64_t swap = f;
      eta = -eta;
      f = g;
      g = 0 - swap;
      swap = u;
      u = q;
      q = 0 - swap;
      swap = v;
      v = r;
      r = 0 - swap;
      /* No more bits than eta + 1 steps would cancel without another exchange, and that are left. */
      int limit = (int)eta + 1 > left ? left : (int)eta + 1;
      uint64_t mask = (UINT64_MAX >> (64 - limit)) & 63;
      /* f * (f^2 - 2) is -1 / f modulo 2^6. */
      multiple = (f * g * (f * f - 2)) & mask;
    } else {
      int limit = (int)eta + 1 > left ? left : (int)eta + 1;
      uint64_t mask = (UINT64_MAX >> (64 - limit)) & 15;
      /* -1 / f modulo 2^4. */
      multiple = f + (((f + 1) & 4) << 1);
      multiple = ((0 - multiple) * g) & mask;
    }
    g += f * multiple;
    q += u * multiple;
    r += v * multiple;
  }
  steps->u = (int64_t)u;
  steps->v = (int64_t)v;
  steps->q = (int64_t)q;
  steps->r = (int64_t)r;
  return eta;
}

/* (f, g) = steps * (f, g) / 2^62, which is exact. */
P256_INLINE void p256_apply(p256_signed62 *f, p256_signed62 *g, const p256_steps *t, int length) {
  p256_i128 cf = (p256_i128)t->u * f->limb[0] + (p256_i128)t->v * g->limb[0];
  p256_i128 cg = (p256_i128)t->q * f->limb[0] + (p256_i128)t->r * g->limb[0];
  cf >>= 62;
  cg >>= 62;
  for (int i = 1; i < length; i++) {
    int64_t fi = f->limb[i], gi = g->limb[i];
    cf += (p256_i128)t->u * fi + (p256_i128)t->v * gi;
    cg += (p256_i128)t->q * fi + (p256_i128)t->r * gi;
    f->limb[i - 1] = (int64_t)((uint64_t)cf & P256_MASK62);
    g->limb[i - 1] = (int64_t)((uint64_t)cg & P256_MASK62);
    cf >>= 62;
    cg >>= 62;
  }
  f->limb[length - 1] = (int64_t)cf;
  g->limb[length - 1] = (int64_t)cg;
}

/* (d, e) = steps * (d, e) / 2^62 modulo the modulus; both stay in (-2 modulus, modulus). */
P256_INLINE void p256_apply_modulo(
    p256_signed62 *d, p256_signed62 *e, const p256_steps *t, const p256_modulus *m) {
  const int64_t *modulus = m->modulus.limb;
  int64_t d_negative = d->limb[4] >> 63, e_negative = e->limb[4] >> 63;
  /* Once the modulus for each negative one, so that the sums lie in the right range. */
  int64_t md = (t->u & d_negative) + (t->v & e_negative);
  int64_t me = (t->q & d_negative) + (t->r & e_negative);
  p256_i128 cd = (p256_i128)t->u * d->limb[0] + (p256_i128)t->v * e->limb[0];
  p256_i128 ce = (p256_i128)t->q * d->limb[0] + (p256_i128)t->r * e->limb[0];
  /* And as many more as make the low 62 bits zero. */
  md -= (int64_t)((m->inverse62 * (uint64_t)cd + (uint64_t)md) & P256_MASK62);
  me -= (int64_t)((m->inverse62 * (uint64_t)ce + (uint64_t)me) & P256_MASK62);
  cd += (p256_i128)modulus[0] * md;
  ce += (p256_i128)modulus[0] * me;
  cd >>= 62;
  ce >>= 62;
  for (int i = 1; i < 5; i++) {
    int64_t di = d->limb[i], ei = e->limb[i];
    cd += (p256_i128)t->u * di + (p256_i128)t->v * ei + (p256_i128)modulus[i] * md;
    ce += (p256_i128)t->q * di + (p256_i128)t->r * ei + (p256_i128)modulus[i] * me;
    d->limb[i - 1] = (int64_t)((uint64_t)cd & P256_MASK62);
    e->limb[i - 1] = (int64_t)((uint64_t)ce & P256_MASK62);
    cd >>= 62;
    ce >>= 62;
  }
  d->limb[4] = (int64_t)cd;
  e->limb[4] = (int64_t)ce;
}

P256_INLINE void p256_to_signed62(p256_signed62 *r, const uint64_t a[4]) {
  r->limb[0] = (int64_t)(a[0] & P256_MASK62);
  r->limb[1] = (int64_t)((a[0] >> 62 | a[1] << 2) & P256_MASK62);
  r->limb[2] = (int64_t)((a[1] >> 60 | a[2] << 4) & P256_MASK62);
  r->limb[3] = (int64_t)((a[2] >> 58 | a[3] << 6) & P256_MASK62);
  r->limb[4] = (int64_t)(a[3] >> 56);
}

/*
 * r = a, negated if the sign is negative, brought from (-2 modulus, modulus) into [0, modulus). The
 * modulus is added before the sign counts: a negated a could be beyond 2^256.
 */
P256_INLINE void p256_from_signed62(uint64_t r[4], const p256_signed62 *a, int64_t sign, const p256_modulus *m) {
  int64_t limb[5];
  memcpy(limb, a->limb, sizeof limb);
  for (int round = 0; round < 2; round++) {
    int64_t add = limb[4] >> 63, negate = round == 0 ? sign >> 63 : 0, carry = 0;
    for (int i = 0; i < 5; i++) {
      int64_t value = limb[i] + (m->modulus.limb[i] & add);
      value = ((value ^ negate) - negate) + carry;
      limb[i] = i < 4 ? value & P256_MASK62 : value;
      carry = value >> 62;
    }
  }
  P256_ASSERT(limb[4] >= 0 && limb[4] <= 0xff);
  r[0] = (uint64_t)limb[0] | (uint64_t)limb[1] << 62;
  r[1] = (uint64_t)limb[1] >> 2 | (uint64_t)limb[2] << 60;
  r[2] = (uint64_t)limb[2] >> 4 | (uint64_t)limb[3] << 58;
  r[3] = (uint64_t)limb[3] >> 6 | (uint64_t)limb[4] << 56;
}

/* r = 1 / a modulo p or n; a is below the modulus. The inverse of 0 is 0. */
P256_NOINLINE void p256_invert(uint64_t r[4], const uint64_t a[4], const p256_modulus *m) {
  p256_signed62 f = m->modulus, g, d = {{0}}, e = {{1}};
  p256_to_signed62(&g, a);
  int64_t eta = -1;
  int length = 5;
  for (;;) {
    p256_steps steps;
    eta = p256_take_steps(eta, (uint64_t)f.limb[0] | (uint64_t)f.limb[1] << 62,
                          (uint64_t)g.limb[0] | (uint64_t)g.limb[1] << 62, &steps);
    p256_apply_modulo(&d, &e, &steps, m);
    p256_apply(&f, &g, &steps, length);
    int64_t rest = 0;
    for (int i = 0; i < length; i++) {
      rest |= g.limb[i];
    }
    if (rest == 0) {
      break;
    }
    /* Top limbs that say nothing but the sign are folded into the next one. */
    int64_t f_top = f.limb[length - 1], g_top = g.limb[length - 1];
    if (length > 2 && (f_top ^ (f_top >> 63)) == 0 && (g_top ^ (g_top >> 63)) == 0) {
      f.limb[length - 2] |= (int64_t)((uint64_t)f_top << 62);
      g.limb[length - 2] |= (int64_t)((uint64_t)g_top << 62);
      length--;
    }
  }
  p256_from_signed62(r, &d, f.limb[length - 1], m);
}

#endif
#endif
