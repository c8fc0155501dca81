/*
 * Very many signatures, whose answers are known from how they are made, through every tier:
 *
 *   p256_campaign SEED FIRST COUNT [THREADS]     verifies epochs FIRST to FIRST + COUNT - 1
 *   p256_campaign stream SEED FIRST COUNT        writes the same signatures, for another verifier
 *
 * An epoch is 32,768 signatures by 64 keys, and made of SEED and its number alone: a run that was
 * stopped goes on with the epoch that it names. A record of the stream is the digest (32 bytes), r
 * and s (32 each), x and y of the key (32 each) and 1 if the signature holds, else 0; integers have
 * the most significant byte first. Some keys are no points, and some r and s out of range.
 *
 * The tiers that this processor can run verify every signature (the portable one those of every
 * eighth epoch), the tiers with their instructions in C a quarter of every 64th epoch. Every 256th
 * signature is given to the complete way as well, and every 8,192nd to p256_reference.h, so that
 * the answers that come from the making are held against a definition.
 */
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "p256_reference.h"
#include "p256_signing.h"

extern const p256_tier p256_tier_shim_ifma, p256_tier_shim_fma;

/* A smaller one makes other signatures than the recorded runs. */
#ifndef EPOCH
#define EPOCH 32768
#endif
#define KEYS 64
#define LARGEST_BATCH 130
#define POOL 256
#define STEPS 16

/* Built with P256_COUNTED: signatures that lost their lane, and went the complete way. */
_Thread_local unsigned long p256_completed, p256_searches;

enum {
  RANDOM, FLIPPED_R, FLIPPED_S, FLIPPED_DIGEST, OTHER_KEY, KEY_OFF_CURVE, NEGATED_KEY, NEGATED_S, EDGES,
  COLLISION, INFINITE, DOUBLED, NO_U1, DIGESTS, SCALARS, RANGES, SMALL_X, LARGE_X, ODD_KEYS, SMALL_R, NEAR, KINDS
};

static const struct {
  const char *name;
  int weight;
} KIND[KINDS] = {
    [RANDOM] = {"valid, random", 112},
    [FLIPPED_R] = {"a bit of r changed", 8},
    [FLIPPED_S] = {"a bit of s changed", 8},
    [FLIPPED_DIGEST] = {"a bit of the digest changed", 8},
    [OTHER_KEY] = {"by another key", 8},
    [KEY_OFF_CURVE] = {"a bit of the key changed", 4},
    [NEGATED_KEY] = {"by the opposite key", 4},
    [NEGATED_S] = {"valid, -s", 10},
    [EDGES] = {"u1, u2 at edges of windows and carries", 24},
    [COLLISION] = {"equal or opposite points at one addition", 8},
    [INFINITE] = {"u1 G = -u2 Q", 2},
    [DOUBLED] = {"u1 G = u2 Q", 2},
    [NO_U1] = {"u1 = 0", 4},
    [DIGESTS] = {"digests 0, n, near n, all ones", 10},
    [SCALARS] = {"s at edges", 10},
    [RANGES] = {"r or s out of range", 8},
    [SMALL_X] = {"R with x below p - n", 4},
    [LARGE_X] = {"R with x of n or more", 6},
    [ODD_KEYS] = {"keys out of range or no points", 4},
    [SMALL_R] = {"R a small multiple of G or of Q", 8},
    [NEAR] = {"r, s or digest off by one", 4},
};

/* What a key is made for. */
enum { PLAIN, CRAFTED, COLLIDING, OF_SMALL_X, OF_LARGE_X, WITH_SMALL_X };

typedef struct {
  int purpose;
  uint64_t k[4];
  uint8_t bytes[64];
  p256_point4 point;
  /* The shapes of its two tables: a large one and a small one. */
  uint32_t shape[2][2];
  /* COLLIDING: the scalars by which its points meet. The last three: a good signature. */
  uint64_t u1[4], u2[4];
  uint8_t signature[64], digest[32];
} campaign_key;

typedef struct {
  p256_job job;
  int key;
  /* No table may be used: the key of the job is not that of the table. */
  int without;
  int kind;
  int answer;
} campaign_signature;

typedef struct {
  uint64_t state;
  campaign_key key[KEYS];
  /* R = t G, as an affine point, and x of R modulo n. */
  struct {
    uint64_t t[4], r[4];
    p256_f4 x, y;
  } pool[POOL];
  int used;
  struct {
    uint64_t t[4];
    p256_f4 x, y;
  } step[STEPS];
} maker;

typedef struct {
  unsigned long good[KINDS], bad[KINDS], tier[8], completed[8], checked_completely, checked_by_definition;
  unsigned long collisions_at[P256_CAPACITY], disagreements, batches, tables;
} tally;

static void tally_add(tally *to, const tally *from) {
  unsigned long *a = (unsigned long *)to;
  const unsigned long *b = (const unsigned long *)from;
  for (size_t i = 0; i < sizeof *to / sizeof *a; i++) {
    a[i] += b[i];
  }
}

static uint64_t draw(maker *m, uint64_t below) { return rng_below(&m->state, below); }

/* ---- Multiples of G, by a table of its multiples by every byte. */

static p256_f4 comb[32][256][2];

static void make_comb(void) {
  p256_point4 base = G;
  for (int byte = 0; byte < 32; byte++) {
    p256_point4 multiple = base;
    for (int i = 1; i < 256; i++) {
      uint64_t x[4], y[4];
      point_affine(x, y, &multiple);
      p256_f4_from_integer(&comb[byte][i][0], x);
      p256_f4_from_integer(&comb[byte][i][1], y);
      p256_add4(&multiple, &multiple, &base);
    }
    base = multiple;
  }
}

static void multiply_g(p256_point4 *r, const uint64_t k[4]) {
  memset(r, 0, sizeof *r);
  for (int byte = 0; byte < 32; byte++) {
    unsigned at = k[byte / 8] >> (byte % 8 * 8) & 0xff;
    if (at) {
      p256_point4 point = {comb[byte][at][0], comb[byte][at][1], P256_F4_ONE};
      p256_add4(r, r, &point);
    }
  }
}

/* ---- Random R: each point of the pool goes on by one of a few steps, all by one inversion. */

static void pool_fill(maker *m) {
  for (int i = 0; i < POOL + STEPS; i++) {
    uint64_t t[4], x[4], y[4];
    p256_point4 point;
    scalar_random(t, &m->state);
    multiply_g(&point, t);
    point_affine(x, y, &point);
    p256_copy(i < POOL ? m->pool[i].t : m->step[i - POOL].t, t);
    p256_f4_from_integer(i < POOL ? &m->pool[i].x : &m->step[i - POOL].x, x);
    p256_f4_from_integer(i < POOL ? &m->pool[i].y : &m->step[i - POOL].y, y);
    if (i < POOL) {
      scalar_reduce(m->pool[i].r, x);
    }
  }
  m->used = 0;
}

static void pool_advance(maker *m) {
  p256_f4 before[POOL], difference[POOL], product = P256_F4_ONE, inverse;
  int by[POOL];
  for (int i = 0; i < POOL; i++) {
    by[i] = (int)draw(m, STEPS);
    p256_f4_subtract(&difference[i], &m->step[by[i]].x, &m->pool[i].x);
    before[i] = product;
    p256_f4_multiply(&product, &product, &difference[i]);
  }
  if (p256_f4_is_zero(&product)) {
    pool_fill(m);
    return;
  }
  p256_f4_invert(&inverse, &product);
  for (int i = POOL - 1; i >= 0; i--) {
    p256_f4 slope, x, y, t;
    uint64_t plain[4];
    p256_f4_multiply(&slope, &inverse, &before[i]);
    p256_f4_multiply(&inverse, &inverse, &difference[i]);
    p256_f4_subtract(&t, &m->step[by[i]].y, &m->pool[i].y);
    p256_f4_multiply(&slope, &slope, &t);
    p256_f4_square(&x, &slope);
    p256_f4_subtract(&x, &x, &m->pool[i].x);
    p256_f4_subtract(&x, &x, &m->step[by[i]].x);
    p256_f4_subtract(&t, &m->pool[i].x, &x);
    p256_f4_multiply(&y, &slope, &t);
    p256_f4_subtract(&y, &y, &m->pool[i].y);
    m->pool[i].x = x;
    m->pool[i].y = y;
    scalar_add(m->pool[i].t, m->pool[i].t, m->step[by[i]].t);
    p256_f4_to_integer(plain, &x);
    scalar_reduce(m->pool[i].r, plain);
  }
  m->used = 0;
}

/* ---- Signatures. */

/* The same digest modulo n, sometimes, where it still fits 32 bytes. */
static void set_digest(maker *m, p256_job *job, const uint64_t e[4]) {
  uint64_t more[4];
  if (draw(m, 4) == 0 && !p256_add(more, e, P256_N)) {
    to_bytes(job->digest, more);
  } else {
    to_bytes(job->digest, e);
  }
}

static void set_signature(p256_job *job, const uint64_t r[4], const uint64_t s[4]) {
  to_bytes(job->signature, r);
  to_bytes(job->signature + 32, s);
}

/* By the nonce t with x of t G modulo n being r, and a chosen s: e = s t - r k. */
static void sign_with_s(maker *m, p256_job *job, const campaign_key *key, const uint64_t t[4], const uint64_t r[4],
                        const uint64_t s[4]) {
  uint64_t e[4], rk[4];
  scalar_times(e, s, t);
  scalar_times(rk, r, key->k);
  scalar_subtract(e, e, rk);
  set_signature(job, r, s);
  set_digest(m, job, e);
}

static void next_nonce(maker *m, uint64_t t[4], uint64_t r[4]) {
  if (m->used == POOL) {
    pool_advance(m);
  }
  p256_copy(t, m->pool[m->used].t);
  p256_copy(r, m->pool[m->used].r);
  m->used++;
}

static void sign_random(maker *m, p256_job *job, const campaign_key *key) {
  uint64_t t[4], r[4], s[4];
  next_nonce(m, t, r);
  scalar_random(s, &m->state);
  sign_with_s(m, job, key, t, r, s);
}

/* x of t G modulo n; 0 for infinity. */
static int x_of(uint64_t r[4], const uint64_t t[4]) {
  p256_point4 point;
  uint64_t x[4], y[4];
  multiply_g(&point, t);
  if (!point_affine(x, y, &point)) {
    return 0;
  }
  scalar_reduce(r, x);
  return 1;
}

/* With chosen u1 and u2: s = r / u2 and e = u1 s. Whether it holds. */
static int sign_with_scalars(
    maker *m, p256_job *job, const campaign_key *key, const uint64_t u1[4], const uint64_t u2[4]) {
  uint64_t t[4], r[4], s[4], e[4];
  scalar_times(t, u2, key->k);
  scalar_add(t, t, u1);
  int finite = x_of(r, t);
  if (!finite) {
    /* No r is right. */
    scalar_random(r, &m->state);
  }
  p256_order_invert(s, u2);
  scalar_times(s, s, r);
  scalar_times(e, s, u1);
  set_signature(job, r, s);
  set_digest(m, job, e);
  return finite;
}

/* A key of unknown scalar, and a good signature by it, whose R or which itself has a chosen x. */
static void make_by_x(maker *m, campaign_key *key) {
  uint64_t x[4], r[4], s[4], e[4], u1[4], u2[4], y[4];
  p256_point4 lifted, other;
  do {
    /* p - n has 127 bits. */
    scalar_small(x, 0);
    x[0] = rng_next(&m->state);
    x[1] = rng_next(&m->state) % 0x4319055358e8617b;
    if (draw(m, 2)) {
      scalar_small(x, 1 + draw(m, 1000));
    }
    if (key->purpose == OF_LARGE_X) {
      p256_add(x, x, P256_N);
    }
  } while (!point_lift(&lifted, x));
  if (draw(m, 2)) {
    p256_f4_negate(&lifted.y, &lifted.y);
  }
  if (key->purpose == WITH_SMALL_X) {
    key->point = lifted;
    scalar_random(u1, &m->state);
    scalar_random(u2, &m->state);
    point_multiply(&other, u2, &key->point);
    multiply_g(&lifted, u1);
    p256_add4(&lifted, &lifted, &other);
    point_affine(x, y, &lifted);
    scalar_reduce(r, x);
    p256_order_invert(s, u2);
    scalar_times(s, s, r);
    scalar_times(e, s, u1);
  } else {
    /* Q = (s R - e G) / r. */
    scalar_reduce(r, x);
    scalar_random(s, &m->state);
    scalar_random(e, &m->state);
    p256_order_invert(u2, r);
    scalar_times(u1, e, u2);
    scalar_negate(u1, u1);
    scalar_times(u2, u2, s);
    point_multiply(&other, u2, &lifted);
    multiply_g(&key->point, u1);
    p256_add4(&key->point, &key->point, &other);
  }
  to_bytes(key->signature, r);
  to_bytes(key->signature + 32, s);
  to_bytes(key->digest, e);
}

static void make_keys(maker *m) {
  static const uint8_t small_segments[4] = {8, 8, 4, 2};
  for (int i = 0; i < KEYS; i++) {
    campaign_key *key = &m->key[i];
    uint64_t shape = draw(m, 32);
    key->shape[0][0] = shape < 24 ? 6 : (shape < 27 ? 5 : (shape < 29 ? 4 : (shape < 31 ? 7 : 8 + (uint32_t)draw(m, 2))));
    key->shape[0][1] = 1;
    key->shape[1][0] = 4;
    key->shape[1][1] = small_segments[draw(m, 4)];
    key->purpose = i < 28 ? PLAIN : (i < 44 ? CRAFTED : (i < 58 ? COLLIDING : OF_SMALL_X + (i - 58) % 3));
    if (key->purpose == PLAIN) {
      scalar_random(key->k, &m->state);
    } else if (key->purpose == CRAFTED && i % 2) {
      /* 2^k and -2^k. */
      scalar_power(key->k, (int)draw(m, 256));
      if (draw(m, 2)) {
        scalar_negate(key->k, key->k);
      }
    } else if (key->purpose == CRAFTED) {
      scalar_at_edge(key->k, &m->state);
      if (draw(m, 4) == 0) {
        p256_order_invert(key->k, key->k);
      }
    } else if (key->purpose == COLLIDING) {
      make_colliding(key->k, key->u1, key->u2, (int)key->shape[0][0], 1 << draw(m, 3), &m->state);
    } else {
      make_by_x(m, key);
      point_bytes(key->bytes, &key->point);
      continue;
    }
    multiply_g(&key->point, key->k);
    point_bytes(key->bytes, &key->point);
  }
}

static int choose_key(maker *m, int purpose) {
  static const int first[] = {0, 28, 44, 58, 59, 60};
  if (purpose < COLLIDING) {
    /* A plain one, a crafted one, or one whose points meet by other scalars than these. */
    return (int)draw(m, 58);
  }
  return purpose == COLLIDING ? 44 + (int)draw(m, 14) : first[purpose] + 3 * (int)draw(m, 2);
}

static void flip(maker *m, uint8_t *bytes, int size) {
  bytes[draw(m, (uint64_t)size)] ^= (uint8_t)(1 << draw(m, 8));
}

/* A number that is no scalar, or a digest that is one of a few. */
static void odd_number(maker *m, uint8_t bytes[32], int digest) {
  uint64_t value[4];
  p256_copy(value, P256_N);
  switch (draw(m, digest ? 7 : 5)) {
    case 0:
      scalar_small(value, 0);
      break;
    case 1:
      memset(value, 0xff, sizeof value);
      break;
    case 2:
      p256_add(value, value, (const uint64_t[4]){1 + draw(m, 3), 0, 0, 0});
      break;
    case 3:
      p256_copy(value, P256_P);
      break;
    case 5:
      p256_subtract(value, value, (const uint64_t[4]){1 + draw(m, 3), 0, 0, 0});
      break;
    case 6:
      scalar_small(value, 1 + draw(m, 3));
      break;
    default:
      break;
  }
  to_bytes(bytes, value);
}

static void make_signature(maker *m, campaign_signature *made, int kind) {
  p256_job *job = &made->job;
  uint64_t u1[4], u2[4], t[4], r[4], s[4];
  memset(made, 0, sizeof *made);
  made->kind = kind;
  made->answer = 1;
  made->key = choose_key(m, PLAIN);
  if (kind == COLLISION) {
    made->key = choose_key(m, COLLIDING);
  } else if (kind == SMALL_X || kind == LARGE_X || kind == ODD_KEYS) {
    made->key = choose_key(m, kind == SMALL_X ? OF_SMALL_X : (kind == LARGE_X ? OF_LARGE_X : WITH_SMALL_X));
  }
  const campaign_key *key = &m->key[made->key];
  memcpy(job->key, key->bytes, 64);
  switch (kind) {
    case EDGES:
      scalar_at_edge(u1, &m->state);
      scalar_at_edge(u2, &m->state);
      made->answer = sign_with_scalars(m, job, key, u1, u2);
      break;
    case COLLISION:
      p256_copy(u1, key->u1);
      p256_copy(u2, key->u2);
      if (draw(m, 2)) {
        /* The same points, opposite. */
        scalar_negate(u1, u1);
        scalar_negate(u2, u2);
      }
      made->answer = sign_with_scalars(m, job, key, u1, u2);
      if (draw(m, 4) == 0) {
        /* Another r, with the s and the digest that have the same u1 and u2, and so the same points. */
        scalar_random(r, &m->state);
        p256_order_invert(s, u2);
        scalar_times(s, s, r);
        scalar_times(t, s, u1);
        set_signature(job, r, s);
        set_digest(m, job, t);
        made->answer = 0;
      }
      break;
    case INFINITE:
    case DOUBLED:
      if (draw(m, 2)) {
        scalar_random(u2, &m->state);
      } else {
        scalar_at_edge(u2, &m->state);
      }
      scalar_times(u1, u2, key->k);
      if (kind == INFINITE) {
        scalar_negate(u1, u1);
      }
      made->answer = sign_with_scalars(m, job, key, u1, u2);
      break;
    case NO_U1:
      scalar_small(u1, 0);
      if (draw(m, 2)) {
        scalar_random(u2, &m->state);
      } else {
        scalar_at_edge(u2, &m->state);
      }
      made->answer = sign_with_scalars(m, job, key, u1, u2);
      break;
    case SMALL_R:
      /* t = small, or u1 + u2 k = small k. */
      scalar_at_edge(t, &m->state);
      if (draw(m, 2)) {
        scalar_small(t, 1 + draw(m, 40));
      }
      if (draw(m, 2)) {
        scalar_times(t, t, key->k);
      }
      made->answer = x_of(r, t);
      scalar_random(s, &m->state);
      sign_with_s(m, job, key, t, r, s);
      break;
    case DIGESTS:
      /* The digest is chosen: s = (e + r k) / t. */
      odd_number(m, job->digest, 1);
      next_nonce(m, t, r);
      p256_from_bytes(u1, job->digest);
      scalar_reduce(u1, u1);
      scalar_times(s, r, key->k);
      scalar_add(s, s, u1);
      p256_order_invert(t, t);
      scalar_times(s, s, t);
      set_signature(job, r, s);
      made->answer = p256_is_scalar(s);
      break;
    case SCALARS:
      next_nonce(m, t, r);
      scalar_at_edge(s, &m->state);
      if (draw(m, 2)) {
        scalar_small(s, 1 + draw(m, 2));
        if (draw(m, 2)) {
          scalar_negate(s, s);
        }
      }
      sign_with_s(m, job, key, t, r, s);
      break;
    case SMALL_X:
    case LARGE_X:
    case ODD_KEYS:
      memcpy(job->signature, key->signature, 64);
      memcpy(job->digest, key->digest, 32);
      if (kind != ODD_KEYS) {
        switch (draw(m, 8)) {
          case 0:
            /* The x of R that is not reduced; it may be all of r. */
            p256_from_bytes(r, job->signature);
            p256_add(r, r, P256_N);
            to_bytes(job->signature, r);
            made->answer = 0;
            break;
          case 1:
            flip(m, job->digest, 32);
            made->answer = 0;
            break;
          default:
            break;
        }
        break;
      }
      switch (draw(m, 6)) {
        case 0: {
          /* The same point modulo p. */
          uint64_t x[4];
          p256_from_bytes(x, job->key);
          p256_add(x, x, P256_P);
          to_bytes(job->key, x);
          break;
        }
        case 1:
          memset(job->key, 0, 64);
          break;
        case 2:
          memset(job->key, 0xff, 64);
          break;
        case 3:
          to_bytes(job->key + 32 * draw(m, 2), P256_P);
          break;
        case 4:
          memset(job->key + 32 * draw(m, 2), 0, 32);
          break;
        default:
          return;
      }
      made->without = 1;
      made->answer = 0;
      break;
    default:
      sign_random(m, job, key);
      break;
  }
  switch (kind) {
    case FLIPPED_R:
      flip(m, job->signature, 32);
      made->answer = 0;
      break;
    case FLIPPED_S:
      flip(m, job->signature + 32, 32);
      made->answer = 0;
      break;
    case FLIPPED_DIGEST:
      flip(m, job->digest, 32);
      made->answer = 0;
      break;
    case OTHER_KEY: {
      int other = (made->key + 1 + (int)draw(m, KEYS - 1)) % KEYS;
      made->answer = memcmp(m->key[other].bytes, key->bytes, 64) == 0;
      made->key = other;
      memcpy(job->key, m->key[other].bytes, 64);
      break;
    }
    case KEY_OFF_CURVE:
      flip(m, job->key, 64);
      made->without = 1;
      made->answer = 0;
      break;
    case NEGATED_KEY: {
      uint64_t y[4];
      p256_from_bytes(y, job->key + 32);
      p256_subtract(y, P256_P, y);
      to_bytes(job->key + 32, y);
      made->without = 1;
      made->answer = 0;
      break;
    }
    case NEGATED_S:
      p256_from_bytes(s, job->signature + 32);
      scalar_negate(s, s);
      to_bytes(job->signature + 32, s);
      break;
    case RANGES:
      if (draw(m, 2)) {
        odd_number(m, job->signature + 32 * draw(m, 2), 0);
      } else {
        /* It would hold for s less n. */
        next_nonce(m, t, r);
        scalar_small(s, 1 + draw(m, 1000));
        sign_with_s(m, job, key, t, r, s);
        p256_add(s, s, P256_N);
        to_bytes(job->signature + 32, s);
      }
      made->answer = 0;
      break;
    case NEAR: {
      uint8_t *at = draw(m, 3) ? job->signature + 32 * draw(m, 2) : job->digest;
      p256_from_bytes(s, at);
      if (draw(m, 2)) {
        p256_add(s, s, (const uint64_t[4]){1, 0, 0, 0});
      } else {
        p256_subtract(s, s, (const uint64_t[4]){1, 0, 0, 0});
      }
      to_bytes(at, s);
      made->answer = 0;
      break;
    }
    default:
      break;
  }
}

/* How a batch uses tables. */
enum { LARGE, SMALL, WITHOUT, MIXED };

static int choose_kind(maker *m, int hostile) {
  static const int hostiles[] = {COLLISION, COLLISION, COLLISION, COLLISION, INFINITE, DOUBLED, EDGES, RANDOM};
  if (hostile) {
    return hostiles[draw(m, 8)];
  }
  int at = (int)draw(m, 256), kind = 0;
  while (at >= KIND[kind].weight) {
    at -= KIND[kind++].weight;
  }
  return kind;
}

static size_t make_batch(maker *m, campaign_signature *batch, size_t left, int *use) {
  uint64_t size = draw(m, 16), tables = draw(m, 16);
  size_t n = size < 9 ? 64 : (size < 11 ? 1 + draw(m, 8) : (size < 12 ? 65 + draw(m, 66) : 9 + draw(m, 55)));
  int hostile = draw(m, 64) == 0;
  *use = tables < 10 ? LARGE : (tables < 13 ? SMALL : (tables < 14 ? WITHOUT : MIXED));
  n = n < left ? n : left;
  for (size_t i = 0; i < n; i++) {
    make_signature(m, &batch[i], choose_kind(m, hostile));
  }
  return n;
}

static void make_epoch(maker *m, uint64_t seed, uint64_t epoch) {
  m->state = seed;
  m->state = rng_next(&m->state) ^ (epoch * 0xd1342543de82ef95);
  rng_next(&m->state);
  make_keys(m);
  pool_fill(m);
}

/* ---- Verification. */

typedef struct {
  const p256_tier *tier;
  void *work;
  p256_table *generator;
  p256_table *table[2][KEYS];
  uint64_t epochs_apart;
  int in_c;
} engine;

static engine base_engine[8];
static int engines;

static void add_engine(const p256_tier *tier, uint64_t epochs_apart, int in_c) {
  uint8_t g[64];
  engine *e = &base_engine[engines++];
  point_bytes(g, &G);
  e->tier = tier;
  e->epochs_apart = epochs_apart;
  e->in_c = in_c;
  e->work = allocate(tier->work_bytes);
  e->generator = make_table(tier, e->work, P256_GENERATOR_WIDTH, 1, g);
}

static void print_bytes(const char *name, const uint8_t *bytes, int size) {
  printf("  %s ", name);
  for (int i = 0; i < size; i++) {
    printf("%02x", bytes[i]);
  }
  printf("\n");
}

static void disagree(const char *who, const campaign_signature *made, uint64_t epoch, size_t at, size_t n, size_t lane) {
  flockfile(stdout);
  printf("DISAGREES: %s says %d of \"%s\", made to be %d; the definition says %d\n", who, !made->answer,
         KIND[made->kind].name, made->answer, ref_verify(made->job.signature, made->job.digest, made->job.key));
  printf("  epoch %llu, signature %zu, lane %zu of %zu\n", (unsigned long long)epoch, at + lane, lane, n);
  print_bytes("r, s  ", made->job.signature, 64);
  print_bytes("digest", made->job.digest, 32);
  print_bytes("key   ", made->job.key, 64);
  fflush(stdout);
  funlockfile(stdout);
}

static void verify_batch(engine *e, int index, const campaign_signature *batch, size_t n, int use, uint64_t mix,
                         p256_job *jobs, uint64_t epoch, size_t at, tally *t) {
  for (size_t i = 0; i < n; i++) {
    jobs[i] = batch[i].job;
    jobs[i].verified = 2;
    int shape = use == MIXED ? (int)(rng_next(&mix) % 3) : use;
    if (shape != WITHOUT && !batch[i].without) {
      jobs[i].table = e->table[shape][batch[i].key];
    }
  }
  p256_completed = 0;
  e->tier->verify(e->work, e->generator, jobs, n);
  t->tier[index] += n;
  t->completed[index] += p256_completed;
  for (size_t i = 0; i < n; i++) {
    if (jobs[i].verified != (uint64_t)batch[i].answer) {
      t->disagreements++;
      disagree(e->tier->name, &batch[i], epoch, at, n, i);
    }
  }
}

/* Entries of tables of tiers with one form are the same bytes. */
static void compare_tables(engine *e, const maker *m, tally *t) {
  for (int a = 0; a < engines; a++) {
    for (int b = 0; b < a; b++) {
      int same_form = e[a].tier->id == e[b].tier->id || (e[a].tier->id >= 3 && e[b].tier->id >= 3);
      for (int i = 0; same_form && i < 2 * KEYS; i++) {
        const p256_table *one = e[a].table[i % 2][i / 2], *other = e[b].table[i % 2][i / 2];
        if (one == NULL || other == NULL) {
          continue;
        }
        const uint32_t *shape = m->key[i / 2].shape[i % 2];
        size_t bytes = p256_table_bytes(shape[0], shape[1]) - sizeof(p256_table);
        t->tables++;
        if (memcmp(one->entry, other->entry, bytes) != 0) {
          t->disagreements++;
          printf("DISAGREES: %s and %s fill different tables\n", e[a].tier->name, e[b].tier->name);
        }
      }
    }
  }
}

static volatile sig_atomic_t stopped;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t seed, first, count, next_epoch, done;
static tally total;
static time_t began;

static void stop(int signal_number) {
  (void)signal_number;
  stopped = 1;
}

static void run_epoch(maker *m, engine *e, uint64_t epoch, tally *t) {
  static _Thread_local campaign_signature batch[LARGEST_BATCH];
  p256_job *jobs = allocate(LARGEST_BATCH * sizeof *jobs);
  make_epoch(m, seed, epoch);
  for (int i = 0; i < engines; i++) {
    for (int key = 0; key < 2 * KEYS; key++) {
      const uint32_t *shape = m->key[key / 2].shape[key % 2];
      e[i].table[key % 2][key / 2] =
          epoch % e[i].epochs_apart ? NULL
                                    : make_table(e[i].tier, e[i].work, shape[0], shape[1], m->key[key / 2].bytes);
    }
  }
  compare_tables(e, m, t);
  for (size_t at = 0, n; at < EPOCH; at += n) {
    int use;
    n = make_batch(m, batch, EPOCH - at, &use);
    t->batches++;
    for (size_t i = 0; i < n; i++) {
      const campaign_signature *made = &batch[i];
      (made->answer ? t->good : t->bad)[made->kind]++;
      if (made->kind == COLLISION) {
        t->collisions_at[i % P256_CAPACITY]++;
      }
      if ((at + i) % 256 == 0) {
        t->checked_completely++;
        if (verify_completely(&made->job) != made->answer) {
          t->disagreements++;
          disagree("the complete way", made, epoch, at, n, i);
        }
      }
      if ((at + i) % 8192 == epoch % 8192) {
        t->checked_by_definition++;
        if (ref_verify(made->job.signature, made->job.digest, made->job.key) != made->answer) {
          t->disagreements++;
          disagree("the definition", made, epoch, at, n, i);
        }
      }
    }
    for (int i = 0; i < engines; i++) {
      if (epoch % e[i].epochs_apart == 0 && !(e[i].in_c && t->batches % 4)) {
        verify_batch(&e[i], i, batch, n, use, m->state, jobs, epoch, at, t);
      }
    }
  }
  for (int i = 0; i < engines; i++) {
    for (int key = 0; key < 2 * KEYS; key++) {
      free(e[i].table[key % 2][key / 2]);
    }
  }
  free(jobs);
}

static void *work(void *unused) {
  maker *m = allocate(sizeof *m);
  engine own[8];
  (void)unused;
  memcpy(own, base_engine, sizeof own);
  for (int i = 0; i < engines; i++) {
    own[i].work = allocate(own[i].tier->work_bytes);
  }
  for (;;) {
    pthread_mutex_lock(&lock);
    uint64_t epoch = next_epoch;
    int end = stopped || epoch == first + count;
    next_epoch += !end;
    pthread_mutex_unlock(&lock);
    if (end) {
      break;
    }
    tally t;
    memset(&t, 0, sizeof t);
    run_epoch(m, own, epoch, &t);
    pthread_mutex_lock(&lock);
    tally_add(&total, &t);
    done++;
    if (done % 16 == 0) {
      printf("%llu epochs, %llu signatures, %lu disagreements, %ld s; about epoch %llu\n", (unsigned long long)done,
             (unsigned long long)done * EPOCH, total.disagreements, (long)(time(NULL) - began),
             (unsigned long long)epoch);
      fflush(stdout);
    }
    pthread_mutex_unlock(&lock);
  }
  for (int i = 0; i < engines; i++) {
    free(own[i].work);
  }
  free(m);
  return NULL;
}

static void print_machine(void) {
  FILE *file = fopen("/proc/cpuinfo", "r");
  char line[512];
  while (file != NULL && fgets(line, sizeof line, file) != NULL) {
    if (strncmp(line, "cpu family", 10) == 0 || strncmp(line, "model", 5) == 0 || strncmp(line, "stepping", 8) == 0) {
      printf("%s", line);
    }
    if (line[0] == '\n') {
      break;
    }
  }
  if (file != NULL) {
    fclose(file);
  }
}

static void print_total(void) {
  unsigned long good = 0, bad = 0, least = total.collisions_at[0];
  printf("\nseed %llu, epochs %llu to %llu, %ld s\n", (unsigned long long)seed, (unsigned long long)first,
         (unsigned long long)(next_epoch - 1), (long)(time(NULL) - began));
  printf("%-44s %12s %12s\n", "kind", "hold", "do not");
  for (int kind = 0; kind < KINDS; kind++) {
    printf("%-44s %12lu %12lu\n", KIND[kind].name, total.good[kind], total.bad[kind]);
    good += total.good[kind];
    bad += total.bad[kind];
  }
  printf("%-44s %12lu %12lu\n", "all", good, bad);
  for (int lane = 0; lane < P256_CAPACITY; lane++) {
    least = total.collisions_at[lane] < least ? total.collisions_at[lane] : least;
  }
  printf("%lu batches; in each of the %d positions of a chunk at least %lu signatures whose points meet\n",
         total.batches, P256_CAPACITY, least);
  for (int i = 0; i < engines; i++) {
    printf("%-12s %12lu signatures, of which %lu lost their lane\n", base_engine[i].tier->name, total.tier[i],
           total.completed[i]);
  }
  printf("the complete way: %lu; the definition: %lu; tables compared: %lu\n", total.checked_completely,
         total.checked_by_definition, total.tables);
  printf("%lu disagreements\n", total.disagreements);
}

static void stream(void) {
  static campaign_signature batch[LARGEST_BATCH];
  maker *m = allocate(sizeof *m);
  for (uint64_t epoch = first; epoch < first + count; epoch++) {
    make_epoch(m, seed, epoch);
    for (size_t at = 0, n; at < EPOCH; at += n) {
      int use;
      n = make_batch(m, batch, EPOCH - at, &use);
      for (size_t i = 0; i < n; i++) {
        uint8_t record[161];
        memcpy(record, batch[i].job.digest, 32);
        memcpy(record + 32, batch[i].job.signature, 64);
        memcpy(record + 96, batch[i].job.key, 64);
        record[160] = (uint8_t)batch[i].answer;
        if (fwrite(record, sizeof record, 1, stdout) != 1) {
          exit(1);
        }
      }
    }
  }
  free(m);
}

int main(int argument_count, char **arguments) {
  int streams = argument_count > 1 && strcmp(arguments[1], "stream") == 0;
  if (argument_count < 4 + streams) {
    fprintf(stderr, "usage: p256_campaign SEED FIRST COUNT [THREADS] | p256_campaign stream SEED FIRST COUNT\n");
    return 2;
  }
  seed = strtoull(arguments[1 + streams], NULL, 0);
  first = next_epoch = strtoull(arguments[2 + streams], NULL, 0);
  count = strtoull(arguments[3 + streams], NULL, 0);
  int threads = argument_count > 4 && !streams ? atoi(arguments[4]) : 1;
  make_comb();
  if (streams) {
    stream();
    return 0;
  }
  print_machine();
  for (int i = 0; P256_TIERS[i] != NULL; i++) {
    if (p256_can_run(P256_TIERS[i])) {
      printf("%s ran natively\n", P256_TIERS[i]->name);
      add_engine(P256_TIERS[i], P256_TIERS[i]->id == 4 ? 8 : 1, 0);
    } else {
      printf("%s did not run: this processor has not its instructions\n", P256_TIERS[i]->name);
    }
  }
  announce_absent();
  add_engine(&p256_tier_shim_ifma, 64, 1);
  add_engine(&p256_tier_shim_fma, 64, 1);
  began = time(NULL);
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  pthread_t thread[64];
  threads = threads < 1 ? 1 : (threads > 64 ? 64 : threads);
  for (int i = 0; i < threads; i++) {
    if (pthread_create(&thread[i], NULL, work, NULL) != 0) {
      return 2;
    }
  }
  for (int i = 0; i < threads; i++) {
    pthread_join(thread[i], NULL);
  }
  print_total();
  for (int i = 0; i < engines; i++) {
    free(base_engine[i].work);
    free(base_engine[i].generator);
  }
  return total.disagreements == 0 ? 0 : 1;
}
