/*
 * A libFuzzer target: every tier against the definition (p256_reference.h).
 *
 *   clang -std=c11 -D_GNU_SOURCE -O2 -frounding-math -DP256_COUNTED -I../../main/c -c p256_shim_*.c
 *   clang -std=c11 -D_GNU_SOURCE -O2 -g -frounding-math -DP256_COUNTED -DP256_SMALL -I../../main/c \
 *       -fsanitize=fuzzer,address,undefined p256_fuzz.c p256_shim_*.o ../../main/c/p256/tier*.c -lm -o p256_fuzz
 *
 * The bytes say how a signature is made: raw, or so that it holds, by a key k G with a nonce t; then
 * what is changed in it; then by which tables it is verified, and where it stands among others. It
 * is made and judged by the arithmetic of the definition alone.
 */
#include <stdio.h>
#include <stdlib.h>

/* The definition is slow enough without being watched. */
#define REF_API static __attribute__((unused, no_sanitize("address", "undefined", "coverage")))
#include "p256/tier.h"
#include "p256_reference.h"

extern const p256_tier p256_tier_shim_ifma, p256_tier_shim_fma;

_Thread_local unsigned long p256_completed, p256_searches;

/* Beside others that hold, and do not; a lane in each place of the widest tier. */
#define COMPANY 9

typedef struct {
  const p256_tier *tier;
  void *work;
  p256_table *generator, *large, *small;
} engine;

static engine engines[8];
static int size;
static p256_job company;

static void *allocate(size_t bytes) {
  void *memory = aligned_alloc(64, (bytes + 63) & ~(size_t)63);
  if (memory == NULL) {
    abort();
  }
  return memory;
}

static p256_table *empty_table(const p256_tier *tier, uint32_t width, uint32_t segments) {
  p256_table *table = allocate(p256_table_bytes(width, segments));
  p256_table_begin(table, tier, width, segments);
  return table;
}

static void point_bytes(uint8_t bytes[64], ref_point point) {
  ref_to_bytes(bytes, point.x);
  ref_to_bytes(bytes + 32, point.y);
}

static void open_engine(const p256_tier *tier) {
  uint8_t g[64];
  engine *e = &engines[size++];
  point_bytes(g, ref_generator());
  e->tier = tier;
  e->work = allocate(tier->work_bytes);
  e->generator = empty_table(tier, P256_GENERATOR_WIDTH, 1);
  e->large = empty_table(tier, 5, 1);
  e->small = empty_table(tier, 4, 8);
  if (!tier->fill_table(e->work, e->generator, g)) {
    abort();
  }
}

/* ---- The bytes, as they are used up; zeros behind their end. */

typedef struct {
  const uint8_t *at;
  size_t left;
} input;

static uint8_t take(input *in) {
  if (in->left == 0) {
    return 0;
  }
  in->left--;
  return *in->at++;
}

static void take_bytes(input *in, uint8_t *to, int count) {
  for (int i = 0; i < count; i++) {
    to[i] = take(in);
  }
}

/* A number modulo n: raw, small, a power of two, or of one byte that is repeated; or its negative. */
static ref_number take_scalar(input *in) {
  uint8_t form = take(in), bytes[32] = {0};
  ref_number a;
  switch (form & 3) {
    case 0:
      take_bytes(in, bytes, 32);
      break;
    case 1:
      bytes[31] = take(in);
      break;
    case 2: {
      uint8_t bit = take(in);
      bytes[31 - bit / 8] = (uint8_t)(1 << bit % 8);
      break;
    }
    default:
      memset(bytes, take(in), 32);
      bytes[0] ^= form >> 4;
      break;
  }
  a = ref_reduce(ref_from_bytes(bytes), REF_N);
  return form & 4 ? ref_subtract_mod(ref_small(0), a, REF_N) : a;
}

/* ---- Signatures. */

/* By k and t, of a digest: s = (e + r k) / t. Left as it is where that is no signature. */
static void sign(p256_job *job, ref_number k, ref_number t) {
  ref_number n = REF_N, r, s;
  ref_point nowhere = {{{0}}, {{0}}, 1}, key, point;
  key = ref_multiply_points(k, ref_generator(), ref_small(0), nowhere);
  point = ref_multiply_points(t, ref_generator(), ref_small(0), nowhere);
  if (key.infinite || point.infinite) {
    return;
  }
  point_bytes(job->key, key);
  r = ref_reduce(point.x, n);
  s = ref_add_mod(ref_multiply_mod(r, k, n), ref_reduce(ref_from_bytes(job->digest), n), n);
  s = ref_multiply_mod(s, ref_invert_mod(t, n), n);
  ref_to_bytes(job->signature, r);
  ref_to_bytes(job->signature + 32, s);
}

static void change(input *in, p256_job *job) {
  uint8_t what = take(in);
  uint8_t *at = what & 8 ? job->signature + (what & 16 ? 32 : 0) : (what & 16 ? job->digest : job->key + (what & 32));
  ref_number a = ref_from_bytes(at);
  switch (what & 7) {
    case 0:
      at[take(in) % 32] ^= (uint8_t)(1 << take(in) % 8);
      break;
    case 1:
      ref_add(&a, a, REF_N);
      ref_to_bytes(at, a);
      break;
    case 2:
      ref_subtract(&a, REF_N, a);
      ref_to_bytes(at, a);
      break;
    case 3:
      ref_subtract(&a, REF_P, a);
      ref_to_bytes(at, a);
      break;
    case 4:
      ref_add(&a, a, REF_P);
      ref_to_bytes(at, a);
      break;
    case 5:
      memset(at, take(in), 32);
      break;
    default:
      break;
  }
}

static void verify(const engine *e, const p256_job *job, int expected, int filled, int shape, int place, int n) {
  p256_job *jobs = allocate((size_t)n * sizeof *jobs);
  for (int i = 0; i < n; i++) {
    jobs[i] = i == place ? *job : company;
    /* Those beside it hold where their number is even, and have no table, but for two of three. */
    jobs[i].digest[31] ^= (uint8_t)(i != place && i % 2);
    jobs[i].table = i != place || !filled || shape == 0 ? NULL : (shape == 1 ? e->large : e->small);
  }
  e->tier->verify(e->work, e->generator, jobs, (size_t)n);
  for (int i = 0; i < n; i++) {
    int answer = i == place ? expected : i % 2 == 0;
    if (jobs[i].verified != (uint64_t)answer) {
      fprintf(stderr, "%s: lane %d of %d says %d, with shape %d\n", e->tier->name, i, n, (int)jobs[i].verified, shape);
      abort();
    }
  }
  free(jobs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length) {
  input in = {data, length};
  p256_job job;
  if (size == 0) {
    for (int i = 0; P256_TIERS[i] != NULL; i++) {
      if (p256_can_run(P256_TIERS[i])) {
        open_engine(P256_TIERS[i]);
      }
    }
    open_engine(&p256_tier_shim_ifma);
    open_engine(&p256_tier_shim_fma);
    memset(company.digest, 7, 32);
    sign(&company, ref_small(77), ref_small(1234567));
  }
  memset(&job, 0, sizeof job);
  uint8_t how = take(&in), where = take(&in);
  take_bytes(&in, job.digest, how & 1 ? 32 : 1);
  if (how & 2) {
    take_bytes(&in, job.signature, 64);
    take_bytes(&in, job.key, 64);
  }
  if (!(how & 4)) {
    ref_number k = take_scalar(&in), t = take_scalar(&in);
    sign(&job, k, t);
  }
  for (int i = how >> 6; i > 0; i--) {
    change(&in, &job);
  }
  int expected = ref_verify(job.signature, job.digest, job.key);
  int n = how & 8 ? COMPANY : 1, place = where % n, shape = where / COMPANY % 3;
  int on_curve = ref_is_on_curve(ref_from_bytes(job.key), ref_from_bytes(job.key + 32));
  /* Those with their instructions in C are the last two, and slow: for half of the inputs. */
  int last = where & 0x80 ? size - 2 : size;
  for (int i = 0; i < last; i++) {
    int filled = 0;
    if (shape != 0) {
      filled = engines[i].tier->fill_table(
          engines[i].work, shape == 1 ? engines[i].large : engines[i].small, job.key);
      if (filled != on_curve) {
        fprintf(stderr, "%s: a table of a key %s the curve\n", engines[i].tier->name, on_curve ? "on" : "off");
        abort();
      }
    }
    verify(&engines[i], &job, expected, filled, shape, place, n);
    if (shape != 0 && n == COMPANY && filled) {
      /* All lanes of the same table. */
      p256_job jobs[COMPANY];
      for (int l = 0; l < COMPANY; l++) {
        jobs[l] = job;
        jobs[l].table = shape == 1 ? engines[i].large : engines[i].small;
        jobs[l].digest[0] ^= (uint8_t)(l == place ? 0 : l);
      }
      engines[i].tier->verify(engines[i].work, engines[i].generator, jobs, COMPANY);
      if (jobs[place].verified != (uint64_t)expected) {
        fprintf(stderr, "%s: lane %d among its like says %d\n", engines[i].tier->name, place, (int)jobs[place].verified);
        abort();
      }
    }
  }
  return 0;
}
