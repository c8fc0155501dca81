/*
 * Every tier against the complete way of field4.h: p256_test [SEED [ROUNDS]].
 *
 * A signature is made without a private key: for any a and b, R = a G + b Q has an x that, modulo
 * n, is r; with s = r / b and e = a s it verifies. What is made from it by a change is given to the
 * complete way, which says what every tier must say.
 */
#include "p256_check.h"
#include "p256_signing.h"

extern const p256_tier p256_tier_shim_ifma, p256_tier_shim_fma;

#define BATCH 70
#define KEYS 24

_Thread_local unsigned long p256_completed, p256_searches;

static uint64_t state;

static uint64_t next(void) { return rng_next(&state); }

static void random_scalar(uint64_t k[4]) {
  do {
    for (int i = 0; i < 4; i++) {
      k[i] = next();
    }
    /* Often with long runs of ones and zeros, where carries go far. */
    switch (next() % 8) {
      case 0:
        k[next() % 4] = 0;
        break;
      case 1:
        k[next() % 4] = UINT64_MAX;
        break;
      case 2:
        p256_copy(k, (const uint64_t[4]){next() % 8, 0, 0, 0});
        break;
      case 3:
        p256_subtract(k, P256_N, (const uint64_t[4]){1 + next() % 8, 0, 0, 0});
        break;
      default:
        break;
    }
  } while (!p256_is_scalar(k));
}

static p256_point4 key_point[KEYS];
static uint8_t key_bytes[KEYS][64];

/* Keys: some random ones, and multiples of G that its own points meet: 2^k G and -2^k G. */
static void make_keys(void) {
  for (int i = 0; i < KEYS; i++) {
    uint64_t k[4] = {0}, x[4], y[4];
    if (i < 8) {
      int bit = i < 4 ? i : (int)(next() % 256);
      k[bit / 64] = (uint64_t)1 << (bit % 64);
      if (i % 2 && p256_less(k, P256_N)) {
        p256_subtract(k, P256_N, k);
      }
    } else {
      random_scalar(k);
    }
    point_multiply(&key_point[i], k, &G);
    point_affine(x, y, &key_point[i]);
    to_bytes(key_bytes[i], x);
    to_bytes(key_bytes[i] + 32, y);
  }
}

/* A good signature by a key, u1 being a and u2 being b. */
static void sign(p256_job *job, int key, const uint64_t a[4], const uint64_t b[4]) {
  p256_point4 of_g, of_q;
  uint64_t x[4], y[4], r[4], s[4], e[4], inverse[4];
  point_multiply(&of_g, a, &G);
  point_multiply(&of_q, b, &key_point[key]);
  p256_add4(&of_g, &of_g, &of_q);
  if (!point_affine(x, y, &of_g)) {
    /* a G is -b Q: no r is right. */
    p256_copy(x, b);
  }
  if (p256_subtract(r, x, P256_N)) {
    p256_copy(r, x);
  }
  p256_order_invert(inverse, b);
  scalar_times(s, r, inverse);
  scalar_times(e, s, a);
  if (next() % 4 == 0) {
    uint64_t more[4];
    /* The same digest modulo n, where it still fits 32 bytes. */
    if (!p256_add(more, e, P256_N)) {
      p256_copy(e, more);
    }
  }
  to_bytes(job->signature, r);
  to_bytes(job->signature + 32, s);
  to_bytes(job->digest, e);
  memcpy(job->key, key_bytes[key], 64);
}

/* A batch of good, changed and crafted signatures, and the answer of each. */
static size_t make_batch(p256_job *jobs, int *answers, int *keys) {
  size_t n = next() % 8 == 0 ? 1 + next() % 4 : 1 + next() % BATCH;
  for (size_t i = 0; i < n; i++) {
    uint64_t a[4], b[4];
    int key = keys[i] = (int)(next() % KEYS);
    random_scalar(a);
    random_scalar(b);
    switch (next() % 12) {
      case 0:
        /* Equal small multiples of G and of keys near it: equal and opposite points. */
        p256_copy(a, (const uint64_t[4]){1 + next() % 4, 0, 0, 0});
        p256_copy(b, (const uint64_t[4]){1 + next() % 4, 0, 0, 0});
        break;
      case 1:
        memset(a, 0, sizeof a);
        break;
      case 2:
        p256_subtract(b, P256_N, a);
        break;
      default:
        break;
    }
    memset(&jobs[i], 0, sizeof jobs[i]);
    sign(&jobs[i], key, a, b);
    answers[i] = 1;
    switch (next() % 6) {
      case 0:
        jobs[i].signature[next() % 64] ^= (uint8_t)(1 << next() % 8);
        break;
      case 1:
        jobs[i].digest[next() % 32] ^= (uint8_t)(1 << next() % 8);
        break;
      case 2:
        answers[i] = next() % 2 ? 0 : 0xff;
        memset(jobs[i].signature + 32 * (next() % 2), answers[i], 32);
        break;
      default:
        break;
    }
    answers[i] = verify_completely(&jobs[i]);
  }
  return n;
}

typedef struct {
  const p256_tier *tier;
  void *work;
  p256_table *generator;
  p256_table *table[3][KEYS];
} engine;

static void open_engine(engine *e, const p256_tier *tier) {
  static const uint32_t shapes[3][2] = {{6, 1}, {4, 1}, {4, 8}};
  uint8_t g[64];
  uint64_t x[4], y[4];
  point_affine(x, y, &G);
  to_bytes(g, x);
  to_bytes(g + 32, y);
  e->tier = tier;
  e->work = allocate(tier->work_bytes);
  e->generator = allocate(p256_table_bytes(P256_GENERATOR_WIDTH, 1));
  p256_table_begin(e->generator, tier, P256_GENERATOR_WIDTH, 1);
  check(tier->fill_table(e->work, e->generator, g), tier->name, "the table of G", 0, 1);
  for (int shape = 0; shape < 3; shape++) {
    for (int key = 0; key < KEYS; key++) {
      p256_table *table = allocate(p256_table_bytes(shapes[shape][0], shapes[shape][1]));
      p256_table_begin(table, tier, shapes[shape][0], shapes[shape][1]);
      check(tier->fill_table(e->work, table, key_bytes[key]), tier->name, "a key's table", (size_t)key, KEYS);
      e->table[shape][key] = table;
    }
  }
  g[63] ^= 1;
  check(!tier->fill_table(e->work, e->table[0][0], g), tier->name, "no table for a point off the curve", 0, 1);
  p256_table_begin(e->table[0][0], tier, shapes[0][0], shapes[0][1]);
  tier->fill_table(e->work, e->table[0][0], key_bytes[0]);
}

static void close_engine(engine *e) {
  free(e->work);
  free(e->generator);
  for (int shape = 0; shape < 3; shape++) {
    for (int key = 0; key < KEYS; key++) {
      free(e->table[shape][key]);
    }
  }
}

static void compare(engine *e, const p256_job *jobs, const int *answers, const int *keys, size_t n) {
  static const char *const kinds[] = {"w 6", "w 4", "w 4, 8 segments", "no table", "mixed tables"};
  /* No byte more than n jobs: a sanitizer sees reads behind them. */
  p256_job *own = allocate(n * sizeof(p256_job));
  for (int kind = 0; kind < 5; kind++) {
    memcpy(own, jobs, n * sizeof *own);
    for (size_t i = 0; i < n; i++) {
      int shape = kind == 4 ? (int)(next() % 4) : kind;
      own[i].table = shape == 3 ? NULL : e->table[shape][keys[i]];
    }
    e->tier->verify(e->work, e->generator, own, n);
    for (size_t i = 0; i < n; i++) {
      check(own[i].verified == (uint64_t)answers[i], e->tier->name, kinds[kind], i, n);
    }
  }
  free(own);
}

/* RFC-like vector whose point has x = n + 3, so that r is 3. */
static void check_large_x(engine *e) {
  static const uint8_t key[64] = {
      0xe4, 0x11, 0x39, 0x23, 0x7a, 0xd1, 0xd5, 0x56, 0xcf, 0x46, 0x7d, 0x10, 0xa9, 0x78, 0xc6, 0xe7,
      0xb4, 0x03, 0xd8, 0x43, 0x90, 0x1a, 0xc6, 0xbf, 0x55, 0x4c, 0x18, 0x53, 0x18, 0x6c, 0x29, 0x55,
      0xca, 0x0a, 0x57, 0x68, 0xfb, 0x97, 0x70, 0xee, 0x2c, 0xf8, 0x23, 0x9f, 0x13, 0xef, 0x20, 0x2a,
      0x92, 0x09, 0x96, 0xea, 0x8c, 0xd1, 0xfc, 0x0b, 0xc5, 0xf7, 0x70, 0x33, 0x0f, 0x0a, 0xec, 0xd9};
  static const uint8_t digest[32] = {
      0x99, 0x17, 0x0f, 0xbb, 0x18, 0x34, 0x77, 0xa3, 0x5a, 0x94, 0xc9, 0xbf, 0x39, 0x0b, 0x77, 0x02,
      0x09, 0xd3, 0x2a, 0x59, 0x5d, 0x4a, 0x98, 0x7d, 0x41, 0xf4, 0xb3, 0xe5, 0x92, 0x47, 0x1a, 0xbe};
  static const uint8_t s[32] = {
      0xf8, 0xbc, 0xf1, 0xba, 0x38, 0xae, 0xd3, 0xfb, 0x24, 0xe3, 0xcd, 0x98, 0x5b, 0xb7, 0xdd, 0x03,
      0x28, 0xe2, 0x25, 0x33, 0xed, 0x35, 0x64, 0x20, 0x26, 0x7a, 0x05, 0xcf, 0xd6, 0x2b, 0xaf, 0x73};
  p256_table *table = allocate(p256_table_bytes(6, 1));
  p256_table *small = allocate(p256_table_bytes(4, 8));
  p256_table_begin(table, e->tier, 6, 1);
  p256_table_begin(small, e->tier, 4, 8);
  e->tier->fill_table(e->work, table, key);
  e->tier->fill_table(e->work, small, key);
  p256_table *const tables[3] = {table, small, NULL};
  p256_job jobs[BATCH];
  for (int kind = 0; kind < 3; kind++) {
    for (size_t n = 1; n <= BATCH; n += BATCH - 1) {
      for (size_t i = 0; i < n; i++) {
        memset(&jobs[i], 0, sizeof jobs[i]);
        memcpy(jobs[i].key, key, 64);
        memcpy(jobs[i].digest, digest, 32);
        memcpy(jobs[i].signature + 32, s, 32);
        jobs[i].signature[31] = (uint8_t)(3 + i % 2);
        jobs[i].table = tables[kind];
      }
      e->tier->verify(e->work, e->generator, jobs, n);
      for (size_t i = 0; i < n; i++) {
        check(jobs[i].verified == (i % 2 == 0), e->tier->name, "x above n", i, n);
      }
    }
  }
  free(table);
  free(small);
}

/* The other digits of a scalar make it again, and are as sparse as they should be. */
static void check_sparse_digits(const uint64_t scalar[4], int width) {
  int8_t digit[257];
  uint64_t sum[5] = {0};
  int used = p256_recode_sparsely(scalar, width, digit), last = -width;
  check(used >= 0 && used <= 257 && (used == 0 || digit[used - 1] != 0), "order", "digits used", (size_t)width, 9);
  for (int i = 256; i >= 0; i--) {
    check(i < used || digit[i] == 0, "order", "a digit beyond", (size_t)width, 9);
    /* sum = 2 sum + digit, modulo 2^320. */
    unsigned carry = 0;
    uint64_t sign = digit[i] < 0 ? UINT64_MAX : 0;
    for (int k = 4; k > 0; k--) {
      sum[k] = sum[k] << 1 | sum[k - 1] >> 63;
    }
    sum[0] <<= 1;
    sum[0] = p256_add_carry(sum[0], (uint64_t)(int64_t)digit[i], &carry);
    for (int k = 1; k < 5; k++) {
      sum[k] = p256_add_carry(sum[k], sign, &carry);
    }
  }
  for (int i = 0; i < 257; i++) {
    if (digit[i] != 0) {
      check(digit[i] % 2 != 0 && abs(digit[i]) < 1 << (width - 1), "order", "a digit", (size_t)width, 9);
      check(i - last >= width, "order", "the distance of digits", (size_t)width, 9);
      last = i;
    }
  }
  check(p256_equal(sum, scalar) && sum[4] == 0, "order", "sparse digits of a scalar", (size_t)width, 9);
}

static void check_points(const p256_point4 *a, const p256_point4 *b, const char *what) {
  p256_f4 zz, other, left, right;
  int same = p256_f4_is_zero(&a->z) == p256_f4_is_zero(&b->z);
  if (same && !p256_f4_is_zero(&a->z)) {
    p256_f4_square(&zz, &a->z);
    p256_f4_square(&other, &b->z);
    p256_f4_multiply(&left, &a->x, &other);
    p256_f4_multiply(&right, &b->x, &zz);
    same = p256_f4_equal(&left, &right);
    p256_f4_multiply(&zz, &zz, &a->z);
    p256_f4_multiply(&other, &other, &b->z);
    p256_f4_multiply(&left, &a->y, &other);
    p256_f4_multiply(&right, &b->y, &zz);
    same &= p256_f4_equal(&left, &right);
  }
  check(same, "jacobian4", what, 0, 1);
}

/* Additions of a point with a z and one without: any, equal, opposite, and of infinity. */
static void check_additions(void) {
  /* The last of each kind, of which every two are added beside one another. */
  p256_point4 last[4], last_sum[4];
  p256_f4 last_x[4], last_y[4];
  for (int i = 0; i < 200; i++) {
    p256_point4 p, q = key_point[i % KEYS], sum, other;
    uint64_t k[4], x[4], y[4];
    check(point_affine(x, y, &q), "jacobian4", "a key", 0, 1);
    p256_f4_from_integer(&q.x, x);
    p256_f4_from_integer(&q.y, y);
    q.z = P256_F4_ONE;
    random_scalar(k);
    switch (i % 4) {
      case 0:
        point_multiply(&p, k, &G);
        break;
      case 1:
        memset(&p, 0, sizeof p);
        break;
      default:
        /* q or -q, with a z. */
        point_multiply(&p, k, &q);
        if (i % 4 == 2) {
          p256_f4_negate(&p.y, &p.y);
        }
        p256_add4(&other, &p, &q);
        p256_f4_negate(&p.y, &p.y);
        p256_add4(&p, &other, &p);
        break;
    }
    p256_add4(&sum, &p, &q);
    p256_add_affine4(&other, &p, &q.x, &q.y);
    check_points(&sum, &other, "an addition of a point without a z");
    last[i % 4] = p;
    last_sum[i % 4] = sum;
    last_x[i % 4] = q.x;
    last_y[i % 4] = q.y;
    for (int kind = 0; kind < 4 && i >= 3; kind++) {
      int of[2] = {i % 4, kind};
      p256_point4 both[2] = {last[of[0]], last[of[1]]};
      p256_f4 xs[2] = {last_x[of[0]], last_x[of[1]]}, ys[2] = {last_y[of[0]], last_y[of[1]]};
      p256_add_two_affine4(both, xs, ys);
      for (int j = 0; j < 2; j++) {
        check_points(&last_sum[of[j]], &both[j], "two such additions beside one another");
      }
    }
    p256_f4_negate(&q.y, &q.y);
    p256_add4(&sum, &p, &q);
    p256_add_affine4(&p, &p, &q.x, &q.y);
    check_points(&sum, &p, "such a subtraction");
  }
}

/* The integers of wide.h, inverse.h and order.h. */
static void check_integers(void) {
  /* Inverses of which come out negative and beyond the modulus, before they are brought back. */
  static const uint64_t far[][4] = {
      {0x616364c6edf9167e, 0x5749c5e24333eafa, 0xb56da01cfff08cf7, 0x672ee224ba8473be},
      {0x8ebf7db7474b297e, 0xf06080a48d56473f, 0xddb431dc88e433c2, 0xa6bbf1297ed74adc},
      {0x0764077bd8d37f31, 0x545bbc4d14e49e2c, 0x4ff75b58c2062f73, 0x11c8302e27168c5a},
      {0x99b2fd04c98e6cde, 0x3113b4f15bc59f77, 0x65c7f0be73374ddf, 0xa92f499183af4a79}};
  for (int i = 0; i < 2000; i++) {
    uint64_t a[4], b[4], product[4];
    p256_f4 f, inverse, one;
    random_scalar(a);
    if (i < 4) {
      p256_copy(a, far[i]);
    } else if (i < 260) {
      /* n - 2^k or 2^k: digits that carry to the end, and one alone. */
      uint64_t power[4] = {0};
      power[(i - 4) / 64] = (uint64_t)1 << ((i - 4) % 64);
      if (i % 2) {
        p256_copy(a, power);
      } else {
        p256_subtract(a, P256_N, power);
      }
      if (!p256_is_scalar(a)) {
        p256_copy(a, far[0]);
      }
    }
    p256_order_invert(b, a);
    scalar_times(product, a, b);
    check(p256_equal(product, (const uint64_t[4]){1, 0, 0, 0}), "order", "an inverse", 0, 1);
    p256_f4_from_integer(&f, a);
    p256_f4_invert(&inverse, &f);
    p256_f4_multiply(&one, &f, &inverse);
    check(p256_f4_equal(&one, &P256_F4_ONE), "field4", "an inverse", 0, 1);
    for (int width = 3; width <= 7; width++) {
      check_sparse_digits(a, width);
    }
    for (int width = 3; width <= 9; width++) {
      /* The digits make the scalar again: sum of digit * 2^(width i) modulo n. */
      uint16_t digits[90];
      int windows = (256 + width - 1) / width;
      uint64_t sum[4] = {0}, digit[4], more[4];
      p256_recode(a, width, windows, digits);
      for (int k = windows - 1; k >= 0; k--) {
        p256_copy(more, (const uint64_t[4]){(uint64_t)1 << width, 0, 0, 0});
        scalar_times(sum, sum, more);
        p256_copy(digit, (const uint64_t[4]){(uint64_t)(digits[k] >> 1) * 2 + 1, 0, 0, 0});
        if (digits[k] & 1) {
          p256_subtract(digit, P256_N, digit);
        }
        unsigned carry = p256_add(sum, sum, digit);
        if (carry || !p256_less(sum, P256_N)) {
          p256_subtract(sum, sum, P256_N);
        }
      }
      check(p256_equal(sum, a), "order", "digits of a scalar", (size_t)width, 9);
    }
  }
}

int main(int count, char **arguments) {
  state = count > 1 ? strtoull(arguments[1], NULL, 0) : 1;
  int rounds = count > 2 ? atoi(arguments[2]) : 20;
  engine engines[8];
  int size = 0;
  make_keys();
  check_integers();
  check_additions();
  for (int i = 0; P256_TIERS[i] != NULL; i++) {
    if (p256_can_run(P256_TIERS[i])) {
      printf("%s ran natively\n", P256_TIERS[i]->name);
      open_engine(&engines[size++], P256_TIERS[i]);
    } else {
      printf("%s did not run: this processor has not its instructions\n", P256_TIERS[i]->name);
    }
  }
  announce_absent();
  open_engine(&engines[size++], &p256_tier_shim_ifma);
  open_engine(&engines[size++], &p256_tier_shim_fma);
  static p256_job jobs[BATCH];
  static int answers[BATCH], keys[BATCH];
  unsigned long good = 0, all = 0;
  for (int round = 0; round < rounds; round++) {
    size_t n = make_batch(jobs, answers, keys);
    for (size_t i = 0; i < n; i++) {
      good += (unsigned long)answers[i];
      all++;
    }
    for (int i = 0; i < size; i++) {
      compare(&engines[i], jobs, answers, keys, n);
    }
  }
  for (int i = 0; i < size; i++) {
    check_large_x(&engines[i]);
    check(engines[i].tier->works(), engines[i].tier->name, "its own test", 0, 1);
    close_engine(&engines[i]);
  }
  printf("%lu signatures, %lu good\n", all, good);
  return conclude();
}
