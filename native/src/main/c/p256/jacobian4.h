/*
 * Points (x / z^2, y / z^3) over field4.h, infinity being z = 0. The complete way, for the cases
 * that the fast additions leave out, and the way of a single signature by a key without a table.
 */
#ifndef QUOTARY_P256_JACOBIAN4_H
#define QUOTARY_P256_JACOBIAN4_H

#include "field4.h"
#include "order.h"

typedef struct {
  p256_f4 x, y, z;
} p256_point4;

/*
 * r = 2 p, for every p: no point of the curve but infinity has order 2. r may be p. n points beside
 * one another, 1 or 2, because the multiplications of one wait for one another.
 */
P256_INLINE void p256_double4_beside(p256_point4 *r, const p256_point4 *p, int n) {
  p256_f4 delta[2], alpha[2], beta[2], s[2], t[2], u[2];
  for (int k = 0; k < n; k++) {
    p256_f4_square(&delta[k], &p[k].z);
    p256_f4_add(&s[k], &p[k].y, &p[k].y);
  }
  for (int k = 0; k < n; k++) {
    p256_f4_multiply(&r[k].z, &s[k], &p[k].z);
    p256_f4_square(&s[k], &s[k]);
  }
  for (int k = 0; k < n; k++) {
    p256_f4_subtract(&t[k], &p[k].x, &delta[k]);
    p256_f4_add(&u[k], &p[k].x, &delta[k]);
    p256_f4_multiply(&beta[k], &p[k].x, &s[k]);
  }
  for (int k = 0; k < n; k++) {
    p256_f4_multiply(&t[k], &t[k], &u[k]);
    p256_f4_add(&alpha[k], &t[k], &t[k]);
    p256_f4_add(&alpha[k], &alpha[k], &t[k]);
  }
  for (int k = 0; k < n; k++) {
    p256_f4_square(&t[k], &alpha[k]);
    p256_f4_subtract(&t[k], &t[k], &beta[k]);
    p256_f4_subtract(&r[k].x, &t[k], &beta[k]);
  }
  /* s^2 is 16 y^4, and the new y is alpha (beta - x) - 8 y^4. */
  for (int k = 0; k < n; k++) {
    p256_f4_square(&s[k], &s[k]);
    p256_f4_halve(&s[k], &s[k]);
    p256_f4_subtract(&t[k], &beta[k], &r[k].x);
  }
  for (int k = 0; k < n; k++) {
    p256_f4_multiply(&t[k], &t[k], &alpha[k]);
    p256_f4_subtract(&r[k].y, &t[k], &s[k]);
  }
}

P256_INLINE void p256_double4(p256_point4 *r, const p256_point4 *p) { p256_double4_beside(r, p, 1); }

/*
 * r = the sum of p and of a point q, from x and y of p with both points' z multiplied out, the
 * product of these z, and what x and y of q are more than those. r may be p, and x, y and z in it.
 */
P256_INLINE void p256_chord4(
    p256_point4 *r, const p256_point4 *p, const p256_f4 *x, const p256_f4 *y, const p256_f4 *z, const p256_f4 *h,
    const p256_f4 *w) {
  p256_f4 hh, hhh, v, t;
  if (p256_f4_is_zero(h)) {
    if (p256_f4_is_zero(w)) {
      p256_double4(r, p);
    } else {
      memset(r, 0, sizeof *r);
    }
    return;
  }
  p256_f4_square(&hh, h);
  p256_f4_multiply(&hhh, h, &hh);
  p256_f4_multiply(&v, x, &hh);
  p256_f4_multiply(&r->z, z, h);
  p256_f4_square(&t, w);
  p256_f4_subtract(&t, &t, &hhh);
  p256_f4_subtract(&t, &t, &v);
  p256_f4_subtract(&r->x, &t, &v);
  p256_f4_subtract(&v, &v, &r->x);
  p256_f4_multiply(&v, &v, w);
  p256_f4_multiply(&t, y, &hhh);
  p256_f4_subtract(&r->y, &v, &t);
}

/* r = p + q in every case. r may be p. */
P256_NOINLINE void p256_add4(p256_point4 *r, const p256_point4 *p, const p256_point4 *q) {
  if (p256_f4_is_zero(&q->z)) {
    *r = *p;
    return;
  }
  if (p256_f4_is_zero(&p->z)) {
    *r = *q;
    return;
  }
  p256_f4 zz1, zz2, u1, u2, s1, s2, z, t;
  p256_f4_square(&zz1, &p->z);
  p256_f4_square(&zz2, &q->z);
  p256_f4_multiply(&u1, &p->x, &zz2);
  p256_f4_multiply(&u2, &q->x, &zz1);
  p256_f4_multiply(&t, &q->z, &zz2);
  p256_f4_multiply(&s1, &p->y, &t);
  p256_f4_multiply(&t, &p->z, &zz1);
  p256_f4_multiply(&s2, &q->y, &t);
  p256_f4_subtract(&u2, &u2, &u1);
  p256_f4_subtract(&s2, &s2, &s1);
  p256_f4_multiply(&z, &p->z, &q->z);
  p256_chord4(r, p, &u1, &s1, &z, &u2, &s2);
}

/* r = p + (x, y) in every case. r may be p. */
P256_NOINLINE void p256_add_affine4(p256_point4 *r, const p256_point4 *p, const p256_f4 *x, const p256_f4 *y) {
  if (p256_f4_is_zero(&p->z)) {
    r->x = *x;
    r->y = *y;
    r->z = P256_F4_ONE;
    return;
  }
  p256_f4 zz, h, w, t;
  p256_f4_square(&zz, &p->z);
  p256_f4_multiply(&h, x, &zz);
  p256_f4_subtract(&h, &h, &p->x);
  p256_f4_multiply(&t, &p->z, &zz);
  p256_f4_multiply(&w, y, &t);
  p256_f4_subtract(&w, &w, &p->y);
  p256_chord4(r, p, &p->x, &p->y, &p->z, &h, &w);
}

/*
 * The same of two points beside one another, because the multiplications of one wait for one
 * another: p[k] += (x[k], y[k]), in every case.
 */
P256_NOINLINE void p256_add_two_affine4(p256_point4 p[2], const p256_f4 x[2], const p256_f4 y[2]) {
  p256_f4 zz[2], h[2], w[2], hh[2], hhh[2], v[2], t[2];
  for (int k = 0; k < 2; k++) {
    p256_f4_square(&zz[k], &p[k].z);
  }
  for (int k = 0; k < 2; k++) {
    p256_f4_multiply(&h[k], &x[k], &zz[k]);
    p256_f4_multiply(&t[k], &p[k].z, &zz[k]);
    p256_f4_subtract(&h[k], &h[k], &p[k].x);
  }
  if (p256_f4_is_zero(&p[0].z) | p256_f4_is_zero(&p[1].z) | p256_f4_is_zero(&h[0]) | p256_f4_is_zero(&h[1])) {
    p256_add_affine4(&p[0], &p[0], &x[0], &y[0]);
    p256_add_affine4(&p[1], &p[1], &x[1], &y[1]);
    return;
  }
  for (int k = 0; k < 2; k++) {
    p256_f4_multiply(&w[k], &y[k], &t[k]);
    p256_f4_square(&hh[k], &h[k]);
    p256_f4_subtract(&w[k], &w[k], &p[k].y);
  }
  for (int k = 0; k < 2; k++) {
    p256_f4_multiply(&hhh[k], &h[k], &hh[k]);
    p256_f4_multiply(&v[k], &p[k].x, &hh[k]);
    p256_f4_square(&t[k], &w[k]);
    p256_f4_subtract(&t[k], &t[k], &hhh[k]);
    p256_f4_subtract(&t[k], &t[k], &v[k]);
    p256_f4_subtract(&p[k].x, &t[k], &v[k]);
  }
  for (int k = 0; k < 2; k++) {
    p256_f4_multiply(&p[k].z, &p[k].z, &h[k]);
    p256_f4_multiply(&t[k], &p[k].y, &hhh[k]);
    p256_f4_subtract(&v[k], &v[k], &p[k].x);
  }
  for (int k = 0; k < 2; k++) {
    p256_f4_multiply(&v[k], &v[k], &w[k]);
    p256_f4_subtract(&p[k].y, &v[k], &t[k]);
  }
}

/* Whether x of the point, modulo n, is r, which is in [1, n - 1]; never for infinity. */
P256_NOINLINE int p256_has_x4(const p256_point4 *p, const uint64_t r[4]) {
  if (p256_f4_is_zero(&p->z)) {
    return 0;
  }
  p256_f4 zz, candidate;
  uint64_t x[4];
  p256_copy(x, r);
  p256_f4_square(&zz, &p->z);
  /* x lies below p and r below n, which is less than p by about 2^128: x may also be r + n. */
  for (int round = 0; round < 2; round++) {
    p256_f4_from_integer(&candidate, x);
    p256_f4_multiply(&candidate, &candidate, &zz);
    if (p256_f4_equal(&candidate, &p->x)) {
      return 1;
    }
    if (p256_add(x, x, P256_N) || !p256_less(x, P256_P)) {
      return 0;
    }
  }
  return 0;
}

/* Whether x of u1 G + u2 Q, modulo n, is r: in every case, by doublings and complete additions. */
P256_NOINLINE int p256_holds_completely(
    const uint64_t r[4], const uint64_t u1[4], const uint64_t u2[4], const p256_f4 *qx, const p256_f4 *qy) {
  const p256_point4 g = {P256_F4_GX, P256_F4_GY, P256_F4_ONE};
  const p256_point4 q = {*qx, *qy, P256_F4_ONE};
  p256_point4 both, sum;
  p256_add4(&both, &g, &q);
  memset(&sum, 0, sizeof sum);
  for (int bit = 255; bit >= 0; bit--) {
    p256_double4(&sum, &sum);
    unsigned of_g = u1[bit / 64] >> (bit % 64) & 1;
    unsigned of_q = u2[bit / 64] >> (bit % 64) & 1;
    if (of_g | of_q) {
      p256_add4(&sum, &sum, of_g ? (of_q ? &both : &g) : &q);
    }
  }
  return p256_has_x4(&sum, r);
}

#endif
