/*
 * What a tier owes to its caller, apart from the right answer: p256_duties [STEP].
 *
 * It reads and writes inside its buffers, for every number of signatures; it leaves the state of
 * the floating-point unit as it was, and does not depend on it; signatures whose points meet cost
 * no more than themselves; what is switched off does not run. STEP makes the tiers with their
 * instructions in C try every STEP-th number of signatures alone.
 */
#include <fenv.h>
#include <sys/mman.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "p256_check.h"
#include "p256_signing.h"

extern const p256_tier p256_tier_shim_ifma, p256_tier_shim_fma;

#define LARGEST 130
#define KEYS 6
#define WIDTH 6
#define FEW 24
#define ALL_KEYS (KEYS + 8 + 2 * FEW)

_Thread_local unsigned long p256_completed, p256_searches;

static uint64_t state = 1;

/* A signature that holds or not, and the key that it is by. */
typedef struct {
  p256_job job;
  int key;
  uint64_t answer;
} sample;

static uint8_t key_bytes[ALL_KEYS][64];
static sample samples[LARGEST], hostile[8];

/* For trees of 2 and of 4 pieces, as few signatures are summed. */
static sample hostile_few[2][FEW];

/* ---- Memory with a page before and behind it that cannot be touched. */

typedef struct {
  uint8_t *pages;
  size_t size;
  void *at;
} guarded;

static guarded guard(size_t bytes, int at_start) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE), inner = (bytes + page - 1) / page * page;
  guarded g = {NULL, inner + 2 * page, NULL};
  g.pages = mmap(NULL, g.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (g.pages == MAP_FAILED || mprotect(g.pages, page, PROT_NONE) != 0
      || mprotect(g.pages + page + inner, page, PROT_NONE) != 0) {
    abort();
  }
  g.at = g.pages + page + (at_start ? 0 : inner - bytes);
  return g;
}

static void unguard(guarded *g) { munmap(g->pages, g->size); }

/* ---- Signatures. */

static void sign(sample *made, int key, const uint64_t k[4], const uint64_t u1[4], const uint64_t u2[4]) {
  uint64_t t[4], x[4], y[4], r[4], s[4], e[4];
  p256_point4 point;
  memset(made, 0, sizeof *made);
  scalar_times(t, u2, k);
  scalar_add(t, t, u1);
  point_multiply(&point, t, &G);
  if (!point_affine(x, y, &point)) {
    abort();
  }
  scalar_reduce(r, x);
  p256_order_invert(s, u2);
  scalar_times(s, s, r);
  scalar_times(e, s, u1);
  to_bytes(made->job.signature, r);
  to_bytes(made->job.signature + 32, s);
  to_bytes(made->job.digest, e);
  memcpy(made->job.key, key_bytes[key], 64);
  made->key = key;
  made->answer = 1;
}

static void make_key(int key, const uint64_t k[4]) {
  p256_point4 point;
  point_multiply(&point, k, &G);
  point_bytes(key_bytes[key], &point);
}

static void make_samples(void) {
  uint64_t k[KEYS][4], u1[4], u2[4];
  for (int key = 0; key < KEYS; key++) {
    scalar_random(k[key], &state);
    make_key(key, k[key]);
  }
  for (int i = 0; i < LARGEST; i++) {
    scalar_random(u1, &state);
    scalar_random(u2, &state);
    sign(&samples[i], i % KEYS, k[i % KEYS], u1, u2);
    if (i % 3 == 2) {
      samples[i].job.digest[i % 32] ^= 1;
      samples[i].answer = 0;
    }
  }
}

/* ---- A tier, with guarded memory. */

typedef struct {
  const p256_tier *tier;
  guarded work, generator;
  /* Of all keys; the hostile ones have one of WIDTH alone. */
  guarded table[2][ALL_KEYS];
  int step;
} engine;

static guarded guarded_table(const engine *e, uint32_t width, uint32_t segments, const uint8_t key[64]) {
  guarded table = guard(p256_table_bytes(width, segments), 0);
  p256_table_begin(table.at, e->tier, width, segments);
  check(e->tier->fill_table(e->work.at, table.at, key), e->tier->name, "fills a table", 0, 1);
  return table;
}

static void open_engine(engine *e, const p256_tier *tier, int step) {
  uint8_t g[64];
  point_bytes(g, &G);
  e->tier = tier;
  e->step = step;
  e->work = guard(tier->work_bytes, 0);
  e->generator = guarded_table(e, P256_GENERATOR_WIDTH, 1, g);
  for (int key = 0; key < ALL_KEYS; key++) {
    e->table[0][key] = guarded_table(e, WIDTH, 1, key_bytes[key]);
    e->table[1][key] = guarded_table(e, 4, 8, key_bytes[key]);
  }
}

static void close_engine(engine *e) {
  unguard(&e->work);
  unguard(&e->generator);
  for (int key = 0; key < ALL_KEYS; key++) {
    unguard(&e->table[0][key]);
    unguard(&e->table[1][key]);
  }
}

/* Tables by which signatures are verified: 0 and 1 as an engine has them, 2 none, 3 all sorts. */
static void put(p256_job *job, const engine *e, const sample *s, int shape) {
  *job = s->job;
  job->verified = 2;
  job->table = shape == 2 ? NULL : e->table[shape][s->key].at;
}

static void check_bounds(const engine *e) {
  for (size_t n = 1; n <= LARGEST; n += (size_t)e->step) {
    for (int shape = 0; shape < 4; shape++) {
      guarded jobs = guard(n * sizeof(p256_job), (int)(n & 1));
      p256_job *job = jobs.at;
      for (size_t i = 0; i < n; i++) {
        put(&job[i], e, &samples[i], shape == 3 ? (int)(i % 3) : shape);
      }
      e->tier->verify(e->work.at, e->generator.at, job, n);
      for (size_t i = 0; i < n; i++) {
        check(job[i].verified == samples[i].answer, e->tier->name, "at the end of a page", i, n);
        job[i].verified = 0;
        job[i].table = NULL;
        check(memcmp(&job[i], &samples[i].job, sizeof *job) == 0, e->tier->name, "writes its answer alone", i, n);
      }
      unguard(&jobs);
    }
  }
}

/* ---- The state of the floating-point unit. */

static void verify_some(const engine *e, p256_job *jobs, size_t n) {
  for (size_t i = 0; i < n; i++) {
    put(&jobs[i], e, &samples[i], 0);
  }
}

static void check_answers(const engine *e, const p256_job *jobs, size_t n, const char *what) {
  for (size_t i = 0; i < n; i++) {
    check(jobs[i].verified == samples[i].answer, e->tier->name, what, i, n);
  }
}

static void check_rounding(const engine *e) {
  static const int modes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
  enum { N = 9 };
  p256_job jobs[N];
  guarded again = guard(p256_table_bytes(4, 8), 0);
  p256_table_begin(again.at, e->tier, 4, 8);
  for (int i = 0; i < 8; i++) {
    int raised = i < 4 ? 0 : FE_DIVBYZERO;
    verify_some(e, jobs, N);
    fesetround(modes[i % 4]);
    feclearexcept(FE_ALL_EXCEPT);
    feraiseexcept(raised);
    e->tier->verify(e->work.at, e->generator.at, jobs, N);
    int filled = e->tier->fill_table(e->work.at, again.at, key_bytes[0]), works = e->tier->works();
    int mode = fegetround(), flags = fetestexcept(FE_ALL_EXCEPT);
    fesetround(FE_TONEAREST);
    feclearexcept(FE_ALL_EXCEPT);
    check(mode == modes[i % 4], e->tier->name, "leaves the rounding as it was", (size_t)i, 8);
    check(flags == raised, e->tier->name, "leaves the exceptions as they were", (size_t)i, 8);
    check(works && filled, e->tier->name, "works with any rounding", (size_t)i, 8);
    check(memcmp(again.at, e->table[1][0].at, p256_table_bytes(4, 8)) == 0, e->tier->name,
          "fills the same table with any rounding", (size_t)i, 8);
    check_answers(e, jobs, N, "any rounding");
  }
#if defined(__x86_64__)
  for (unsigned i = 0; i < 4 * 4 * 3; i++) {
    /* Rounding; denormals are zero, flush to zero; flags all set, or exceptions not masked. */
    unsigned mode = (i % 4) << 13 | (i / 4 % 4 & 1) << 6 | (i / 4 % 4 & 2) << 14;
    mode |= i / 16 == 0 ? 0x1f80 : (i / 16 == 1 ? 0x1fbf : 0);
    verify_some(e, jobs, N);
    _mm_setcsr(mode);
    e->tier->verify(e->work.at, e->generator.at, jobs, N);
    e->tier->fill_table(e->work.at, again.at, key_bytes[0]);
    int works = e->tier->works();
    unsigned after = _mm_getcsr();
    _mm_setcsr(0x1f80);
    check(after == mode, e->tier->name, "leaves MXCSR as it was", i, 48);
    check(works, e->tier->name, "works with any MXCSR", i, 48);
    check_answers(e, jobs, N, "any MXCSR");
  }
#endif
  unguard(&again);
}

/* ---- Signatures whose points meet. */

/* Keys and signatures that lose their lane; found by the tier that runs everywhere. */
static void make_hostile(const p256_tier *portable) {
  uint8_t g[64];
  void *work = allocate(portable->work_bytes);
  p256_table *generator;
  point_bytes(g, &G);
  generator = make_table(portable, work, P256_GENERATOR_WIDTH, 1, g);
  for (int i = 0; i < 8;) {
    uint64_t k[4], u1[4], u2[4], t[4];
    make_colliding(k, u1, u2, WIDTH, 1, &state);
    scalar_times(t, u2, k);
    scalar_add(t, t, u1);
    if (p256_is_zero(t)) {
      continue;
    }
    make_key(KEYS + i, k);
    sign(&hostile[i], KEYS + i, k, u1, u2);
    if (i % 2) {
      /* Another r, and s and the digest of the same u1 and u2: the same points, and it does not hold. */
      uint64_t r[4], s[4];
      scalar_random(r, &state);
      to_bytes(hostile[i].job.signature, r);
      p256_order_invert(s, u2);
      scalar_times(s, s, r);
      to_bytes(hostile[i].job.signature + 32, s);
      scalar_times(s, s, u1);
      to_bytes(hostile[i].job.digest, s);
      hostile[i].answer = 0;
    }
    p256_table *table = make_table(portable, work, WIDTH, 1, key_bytes[KEYS + i]);
    static p256_job jobs[P256_CAPACITY];
    for (int at = 0; at < P256_CAPACITY; at++) {
      jobs[at] = hostile[i].job;
      jobs[at].table = table;
    }
    p256_completed = 0;
    portable->verify(work, generator, jobs, P256_CAPACITY);
    i += p256_completed == P256_CAPACITY;
    free(table);
  }
  free(generator);
  free(work);
}

static void make_few_hostile(void) {
  for (int i = 0; i < 2 * FEW;) {
    uint64_t k[4], u1[4], u2[4], t[4];
    int key = KEYS + 8 + i;
    make_colliding(k, u1, u2, WIDTH, i < FEW ? 2 : 4, &state);
    scalar_times(t, u2, k);
    scalar_add(t, t, u1);
    if (!p256_is_zero(t)) {
      make_key(key, k);
      sign(&hostile_few[i / FEW][i % FEW], key, k, u1, u2);
      i++;
    }
  }
}

/* As many signatures as make the fewest groups, one of them hostile, at each place. */
static void check_few_hostile(const engine *e) {
  int lanes = e->tier->lanes, count = lanes < 4 ? 4 : lanes, pieces = lanes < 4 ? 2 : 4;
  p256_job jobs[P256_CAPACITY];
  for (int i = 0; i < FEW; i++) {
    const sample *bad = &hostile_few[pieces / 4][i];
    int place = i % count;
    for (int at = 0; at < count; at++) {
      put(&jobs[at], e, at == place ? bad : &samples[at], 0);
    }
    p256_completed = 0;
    e->tier->verify(e->work.at, e->generator.at, jobs, (size_t)count);
    check(p256_completed == 1, e->tier->name, "the complete way for one of few", (size_t)i, FEW);
    for (int at = 0; at < count; at++) {
      check(jobs[at].verified == (at == place ? bad : &samples[at])->answer, e->tier->name, "beside one of few",
            (size_t)at, (size_t)count);
    }
  }
}

static void check_hostile(const engine *e) {
  enum { N = P256_CAPACITY, ROUNDS = 16 };
  static p256_job jobs[N];
  for (int position = -1; position < N; position += position < 0 ? 1 : e->step) {
    /* One in this position, and all of them. */
    uint64_t answers[N];
    unsigned long expected = position < 0 ? N : 1;
    for (int i = 0; i < N; i++) {
      const sample *s = position < 0 || i == position ? &hostile[i % 8] : &samples[i];
      put(&jobs[i], e, s, 0);
      answers[i] = s->answer;
    }
    p256_completed = p256_searches = 0;
    e->tier->verify(e->work.at, e->generator.at, jobs, N);
    check(p256_completed == expected, e->tier->name, "the complete way for those that lost their lane alone",
          (size_t)(position < 0 ? N : position), N);
    check(p256_searches >= 1 && p256_searches <= (position < 0 ? ROUNDS : 1), e->tier->name,
          "no more than one search in a round", (size_t)(position < 0 ? N : position), N);
    for (int i = 0; i < N; i++) {
      check(jobs[i].verified == answers[i], e->tier->name, "beside a hostile lane", (size_t)i, N);
    }
  }
}

/* ---- What is switched off. */

static void check_switches(void) {
  static const struct {
    unsigned without;
    const char *name;
    int tiers_before;
  } off[] = {
      {P256_AVX512, "AVX-512", 1}, {P256_AVX2, "AVX2", 2}, {P256_MULX_ADX, "mulx and adx", 3}};
  const p256_tier *fastest = p256_fastest_without(0);
  check(fastest != NULL && p256_can_run(fastest), "tiers", "one of them runs", 0, 1);
  printf("fastest: %s\n", fastest->name);
  for (int i = 0; i < 3; i++) {
    const p256_tier *next = p256_fastest_without(off[i].without);
    check(next != NULL, "tiers", "one is left", (size_t)i, 3);
    printf("fastest with %s switched off: %s\n", off[i].name, next->name);
    for (int at = 0; P256_TIERS[at] != NULL; at++) {
      const p256_tier *tier = P256_TIERS[at];
      int runs = p256_can_run_without(tier, off[i].without);
      int may = tier->id > (uint64_t)off[i].tiers_before;
      check(runs == (may && p256_can_run(tier)), tier->name, "runs, or is switched off", (size_t)i, 3);
      check(!(tier == next) || may, tier->name, "is the next one", (size_t)i, 3);
    }
  }
}

int main(int count, char **arguments) {
  engine engines[8];
  int size = 0, step = count > 1 ? atoi(arguments[1]) : 1;
  check_switches();
  make_samples();
  const p256_tier *const *last = P256_TIERS;
  while (last[1] != NULL) {
    last++;
  }
  make_hostile(*last);
  make_few_hostile();
  for (int i = 0; P256_TIERS[i] != NULL; i++) {
    if (p256_can_run(P256_TIERS[i])) {
      printf("%s ran natively\n", P256_TIERS[i]->name);
      open_engine(&engines[size++], P256_TIERS[i], 1);
    } else {
      printf("%s did not run: this processor has not its instructions\n", P256_TIERS[i]->name);
    }
  }
  announce_absent();
  open_engine(&engines[size++], &p256_tier_shim_ifma, step);
  open_engine(&engines[size++], &p256_tier_shim_fma, step);
  for (int i = 0; i < size; i++) {
    check_bounds(&engines[i]);
    check_rounding(&engines[i]);
    check_hostile(&engines[i]);
    check_few_hostile(&engines[i]);
    close_engine(&engines[i]);
  }
  return conclude();
}
