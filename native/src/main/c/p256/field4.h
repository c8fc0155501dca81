/*
 * Arithmetic modulo p on four 64-bit words in Montgomery form: a stands for a * 2^-256. Every
 * element is in [0, p). With P256_MULX defined, products are made by the instructions mulx, adcx
 * and adox of x86-64; else in C.
 */
#ifndef QUOTARY_P256_FIELD4_H
#define QUOTARY_P256_FIELD4_H

#include "inverse.h"
#include "wide.h"

typedef struct {
  uint64_t w[4];
} p256_f4;

/* The upper word of p: 2^64 - 2^32 + 1. */
#define P256_P3 0xffffffff00000001

/* 2^256, 2^512 and 2^768 modulo p. */
static const p256_f4 P256_F4_ONE P256_UNUSED = {{1, 0xffffffff00000000, 0xffffffffffffffff, 0xfffffffe}};
static const p256_f4 P256_F4_R2 P256_UNUSED = {
    {3, 0xfffffffbffffffff, 0xfffffffffffffffe, 0x00000004fffffffd}};
static const p256_f4 P256_F4_R3 P256_UNUSED = {
    {0xfffffffd0000000a, 0xffffffedfffffff7, 0x00000005fffffffc, 0x0000001800000001}};

/* b of the curve y^2 = x^3 - 3 x + b, and the generator. */
static const p256_f4 P256_F4_B P256_UNUSED = {
    {0xd89cdf6229c4bddf, 0xacf005cd78843090, 0xe5a220abf7212ed6, 0xdc30061d04874834}};
static const p256_f4 P256_F4_GX P256_UNUSED = {
    {0x79e730d418a9143c, 0x75ba95fc5fedb601, 0x79fb732b77622510, 0x18905f76a53755c6}};
static const p256_f4 P256_F4_GY P256_UNUSED = {
    {0xddf25357ce95560a, 0x8b4ab8e4ba19e45c, 0xd2e88688dd21f325, 0x8571ff1825885d85}};

#ifdef P256_MULX

/*
 * r less p where r, below 2^256, is not below p: one of 2^32 sums, unless somebody chose them, so
 * that a jump costs less than the instructions that would do without one.
 */
P256_INLINE void p256_f4_settle(uint64_t r[4]) {
  if (__builtin_expect(r[3] >= P256_P3, 0)) {
    uint64_t less[4];
    if (!p256_subtract(less, r, P256_P)) {
      p256_copy(r, less);
    }
  }
}

/*
 * One Montgomery step on four words. p is -1 modulo 2^64, so the factor m of a step is the lowest
 * word t0 itself, and t + m * p, without its lowest word, which vanishes, is t1 + (m << 32),
 * t2 + (m >> 32), and from t3 on m * (2^64 - 2^32 + 1). The sum is below (2^256 + 2^64 p) / 2^64,
 * so that no fifth word is needed.
 */
#define P256_STEP(shift, t0, t1, t2, t3)                                                                        \
  "movq %%" t0 ", %%rdx\n\t"                                                                                    \
  "shlx %[" shift "], %%" t0 ", %%rax\n\t"                                                                      \
  "shrx %[" shift "], %%" t0 ", %%rcx\n\t"                                                                      \
  "addq %%rax, %%" t1 "\n\t"                                                                                    \
  "adcq %%rcx, %%" t2 "\n\t"                                                                                    \
  "mulx %[top], %%rax, %%" t0 "\n\t"                                                                            \
  "adcq %%rax, %%" t3 "\n\t"                                                                                    \
  "adcq $0, %%" t0 "\n\t"

/*
 * Of a product of two elements, in r8 to r15, to [r]: four steps on its lower half, whose result is
 * p at most, then the sum with the upper half, which is below p - 1, and p less if that is 2^256 or
 * more: it is below p then. What is left between p and 2^256 takes p256_f4_settle. Steps that
 * follow the whole product, instead of one after each row, leave the processor more to do at a
 * time. The operand `free`, a pointer that is not needed any more, takes a constant.
 */
#define P256_REDUCE(free)                                                                                       \
  "movl $32, %k[" free "]\n\t"                                                                                  \
  P256_STEP(free, "r8", "r9", "r10", "r11")                                                                     \
  P256_STEP(free, "r9", "r10", "r11", "r8")                                                                     \
  P256_STEP(free, "r10", "r11", "r8", "r9")                                                                     \
  P256_STEP(free, "r11", "r8", "r9", "r10")                                                                     \
  "addq %%r8, %%r12\n\tadcq %%r9, %%r13\n\tadcq %%r10, %%r14\n\tadcq %%r11, %%r15\n\t"                         \
  "sbbq %%rdx, %%rdx\n\t"                                                                                       \
  "movl %%edx, %%ecx\n\t"                                                                                       \
  "movq %[top], %%rax\n\t"                                                                                      \
  "andq %%rdx, %%rax\n\t"                                                                                       \
  "subq %%rdx, %%r12\n\tsbbq %%rcx, %%r13\n\tsbbq $0, %%r14\n\tsbbq %%rax, %%r15\n\t"                          \
  "movq %%r12, 0(%[r])\n\tmovq %%r13, 8(%[r])\n\tmovq %%r14, 16(%[r])\n\tmovq %%r15, 24(%[r])\n\t"

#define P256_REDUCE_CLOBBERS \
  "rax", "rcx", "rdx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "cc", "memory"

/* Adds a * b[at] to t0 to t3, and sets t4, which its carries cannot leave. */
#define P256_ROW(at, t0, t1, t2, t3, t4, t4d)                                        \
  "movq " at "(%[b]), %%rdx\n\t"                                                     \
  "xorl %%" t4d ", %%" t4d "\n\t"                                                    \
  "mulx 0(%[a]), %%rax, %%rcx\n\tadcx %%rax, %%" t0 "\n\tadox %%rcx, %%" t1 "\n\t"   \
  "mulx 8(%[a]), %%rax, %%rcx\n\tadcx %%rax, %%" t1 "\n\tadox %%rcx, %%" t2 "\n\t"   \
  "mulx 16(%[a]), %%rax, %%rcx\n\tadcx %%rax, %%" t2 "\n\tadox %%rcx, %%" t3 "\n\t"  \
  "mulx 24(%[a]), %%rax, %%rcx\n\tadcx %%rax, %%" t3 "\n\tadox %%rcx, %%" t4 "\n\t"  \
  "adcq $0, %%" t4 "\n\t"

/* The upper word of p has no register left, and is read. */
P256_NOINLINE void p256_f4_multiply_words(uint64_t *r, const uint64_t *a, const uint64_t *b) {
  P256_ASM_READS(a, 32);
  P256_ASM_READS(b, 32);
  __asm__ volatile(
      "movq 0(%[b]), %%rdx\n\t"
      "mulx 0(%[a]), %%r8, %%r9\n\t"
      "mulx 8(%[a]), %%rax, %%r10\n\t"
      "addq %%rax, %%r9\n\t"
      "mulx 16(%[a]), %%rax, %%r11\n\t"
      "adcq %%rax, %%r10\n\t"
      "mulx 24(%[a]), %%rax, %%r12\n\t"
      "adcq %%rax, %%r11\n\t"
      "adcq $0, %%r12\n\t"
      P256_ROW("8", "r9", "r10", "r11", "r12", "r13", "r13d")
      P256_ROW("16", "r10", "r11", "r12", "r13", "r14", "r14d")
      P256_ROW("24", "r11", "r12", "r13", "r14", "r15", "r15d")
      P256_REDUCE("b")
      : [b] "+&r"(b)
      : [a] "r"(a), [r] "r"(r), [top] "m"(P256_P[3])
      : P256_REDUCE_CLOBBERS);
  P256_ASM_WROTE(r, 32);
  p256_f4_settle(r);
}

/* The six products of different words once, doubled; then the four squares. */
P256_NOINLINE void p256_f4_square_words(uint64_t *r, const uint64_t *a) {
  P256_ASM_READS(a, 32);
  __asm__ volatile(
      "movq 0(%[a]), %%rdx\n\t"
      "mulx 8(%[a]), %%r9, %%r10\n\t"
      "mulx 16(%[a]), %%rax, %%r11\n\t"
      "mulx 24(%[a]), %%rcx, %%r12\n\t"
      "addq %%rax, %%r10\n\t"
      "adcq %%rcx, %%r11\n\t"
      "adcq $0, %%r12\n\t"
      "movq 8(%[a]), %%rdx\n\t"
      "xorl %%r14d, %%r14d\n\t"
      "mulx 16(%[a]), %%rax, %%rcx\n\tadcx %%rax, %%r11\n\tadox %%rcx, %%r12\n\t"
      "mulx 24(%[a]), %%rax, %%r13\n\tadcx %%rax, %%r12\n\tadox %%r14, %%r13\n\t"
      "adcx %%r14, %%r13\n\t"
      "movq 16(%[a]), %%rdx\n\t"
      "mulx 24(%[a]), %%rax, %%r14\n\t"
      "addq %%rax, %%r13\n\t"
      "adcq $0, %%r14\n\t"
      "movq 0(%[a]), %%rdx\n\t"
      "xorl %%r15d, %%r15d\n\t"
      "mulx %%rdx, %%r8, %%rax\n\t"
      "adcx %%r9, %%r9\n\tadox %%rax, %%r9\n\t"
      "movq 8(%[a]), %%rdx\n\t"
      "mulx %%rdx, %%rax, %%rcx\n\t"
      "adcx %%r10, %%r10\n\tadox %%rax, %%r10\n\t"
      "adcx %%r11, %%r11\n\tadox %%rcx, %%r11\n\t"
      "movq 16(%[a]), %%rdx\n\t"
      "mulx %%rdx, %%rax, %%rcx\n\t"
      "adcx %%r12, %%r12\n\tadox %%rax, %%r12\n\t"
      "adcx %%r13, %%r13\n\tadox %%rcx, %%r13\n\t"
      "movq 24(%[a]), %%rdx\n\t"
      "mulx %%rdx, %%rax, %%rcx\n\t"
      "adcx %%r14, %%r14\n\tadox %%rax, %%r14\n\t"
      "adcx %%r15, %%r15\n\tadox %%rcx, %%r15\n\t"
      P256_REDUCE("a")
      : [a] "+&r"(a)
      : [r] "r"(r), [top] "m"(P256_P[3])
      : P256_REDUCE_CLOBBERS);
  P256_ASM_WROTE(r, 32);
  p256_f4_settle(r);
}

#else

P256_NOINLINE void p256_f4_multiply_words(uint64_t *r, const uint64_t *a, const uint64_t *b) {
  uint64_t t[5] = {0};
  for (int i = 0; i < 4; i++) {
    uint64_t high = 0;
    unsigned carry = 0;
    for (int j = 0; j < 4; j++) {
      t[j] = p256_multiply_add(a[j], b[i], t[j], high, &high);
    }
    t[4] = p256_add_carry(t[4], high, &carry);
    unsigned top = carry;
    /* The Montgomery step: p is -1 modulo 2^64, so the factor is the lowest word itself. */
    uint64_t m = t[0];
    uint64_t low = p256_multiply_add(m, P256_P3, 0, 0, &high);
    carry = 0;
    t[0] = p256_add_carry(t[1], m << 32, &carry);
    t[1] = p256_add_carry(t[2], m >> 32, &carry);
    t[2] = p256_add_carry(t[3], low, &carry);
    t[3] = p256_add_carry(t[4], high, &carry);
    t[4] = top + carry;
  }
  uint64_t less[4];
  unsigned borrow = p256_subtract(less, t, P256_P);
  p256_copy(r, t[4] || !borrow ? less : t);
}

P256_INLINE void p256_f4_square_words(uint64_t *r, const uint64_t *a) { p256_f4_multiply_words(r, a, a); }

#endif

/* r = a * b; r may be a or b. */
P256_INLINE void p256_f4_multiply(p256_f4 *r, const p256_f4 *a, const p256_f4 *b) {
  p256_f4_multiply_words(r->w, a->w, b->w);
  P256_ASSERT(p256_less(r->w, P256_P));
}

/* r = a^2; r may be a. */
P256_INLINE void p256_f4_square(p256_f4 *r, const p256_f4 *a) {
  p256_f4_square_words(r->w, a->w);
  P256_ASSERT(p256_less(r->w, P256_P));
}

P256_INLINE void p256_f4_copy(p256_f4 *r, const p256_f4 *a) { p256_copy(r->w, a->w); }

#ifdef P256_MULX

/* r = a - b, by one chain of borrows: the compiler would make four comparisons of it. */
P256_INLINE void p256_f4_subtract(p256_f4 *r, const p256_f4 *a, const p256_f4 *b) {
  uint64_t t0 = a->w[0], t1 = a->w[1], t2 = a->w[2], t3 = a->w[3], mask;
  __asm__("subq %[b0], %[t0]\n\t"
          "sbbq %[b1], %[t1]\n\t"
          "sbbq %[b2], %[t2]\n\t"
          "sbbq %[b3], %[t3]\n\t"
          "sbbq %[mask], %[mask]\n\t"
          : [t0] "+&r"(t0), [t1] "+&r"(t1), [t2] "+&r"(t2), [t3] "+&r"(t3), [mask] "=&r"(mask)
          : [b0] "rm"(b->w[0]), [b1] "rm"(b->w[1]), [b2] "rm"(b->w[2]), [b3] "rm"(b->w[3])
          : "cc");
  __asm__("addq %[p0], %[t0]\n\t"
          "adcq %[p1], %[t1]\n\t"
          "adcq $0, %[t2]\n\t"
          "adcq %[p3], %[t3]\n\t"
          : [t0] "+&r"(t0), [t1] "+&r"(t1), [t2] "+&r"(t2), [t3] "+&r"(t3)
          : [p0] "r"(mask), [p1] "r"(mask & 0xffffffff), [p3] "r"(mask & P256_P3)
          : "cc");
  r->w[0] = t0;
  r->w[1] = t1;
  r->w[2] = t2;
  r->w[3] = t3;
}

/* r = a + b, and p less if that is 2^256 or more, as after a product. */
P256_INLINE void p256_f4_add(p256_f4 *r, const p256_f4 *a, const p256_f4 *b) {
  uint64_t t0 = a->w[0], t1 = a->w[1], t2 = a->w[2], t3 = a->w[3], mask;
  __asm__("addq %[b0], %[t0]\n\t"
          "adcq %[b1], %[t1]\n\t"
          "adcq %[b2], %[t2]\n\t"
          "adcq %[b3], %[t3]\n\t"
          "sbbq %[mask], %[mask]\n\t"
          : [t0] "+&r"(t0), [t1] "+&r"(t1), [t2] "+&r"(t2), [t3] "+&r"(t3), [mask] "=&r"(mask)
          : [b0] "rm"(b->w[0]), [b1] "rm"(b->w[1]), [b2] "rm"(b->w[2]), [b3] "rm"(b->w[3])
          : "cc");
  __asm__("subq %[p0], %[t0]\n\t"
          "sbbq %[p1], %[t1]\n\t"
          "sbbq $0, %[t2]\n\t"
          "sbbq %[p3], %[t3]\n\t"
          : [t0] "+&r"(t0), [t1] "+&r"(t1), [t2] "+&r"(t2), [t3] "+&r"(t3)
          : [p0] "r"(mask), [p1] "r"(mask & 0xffffffff), [p3] "r"(mask & P256_P3)
          : "cc");
  r->w[0] = t0;
  r->w[1] = t1;
  r->w[2] = t2;
  r->w[3] = t3;
  p256_f4_settle(r->w);
}

/* r = a / 2: of an odd a, half of a + p. */
P256_INLINE void p256_f4_halve(p256_f4 *r, const p256_f4 *a) {
  uint64_t t0 = a->w[0], t1 = a->w[1], t2 = a->w[2], t3 = a->w[3], mask = 0 - (t0 & 1), carry;
  __asm__("addq %[p0], %[t0]\n\t"
          "adcq %[p1], %[t1]\n\t"
          "adcq $0, %[t2]\n\t"
          "adcq %[p3], %[t3]\n\t"
          "sbbq %[carry], %[carry]\n\t"
          : [t0] "+&r"(t0), [t1] "+&r"(t1), [t2] "+&r"(t2), [t3] "+&r"(t3), [carry] "=&r"(carry)
          : [p0] "r"(mask), [p1] "r"(mask & 0xffffffff), [p3] "r"(mask & P256_P3)
          : "cc");
  r->w[0] = t0 >> 1 | t1 << 63;
  r->w[1] = t1 >> 1 | t2 << 63;
  r->w[2] = t2 >> 1 | t3 << 63;
  r->w[3] = t3 >> 1 | carry << 63;
}

#else

/* r = a - b. */
P256_INLINE void p256_f4_subtract(p256_f4 *r, const p256_f4 *a, const p256_f4 *b) {
  uint64_t t[4];
  uint64_t mask = 0 - (uint64_t)p256_subtract(t, a->w, b->w);
  unsigned carry = 0;
  r->w[0] = p256_add_carry(t[0], mask, &carry);
  r->w[1] = p256_add_carry(t[1], mask & 0xffffffff, &carry);
  r->w[2] = p256_add_carry(t[2], 0, &carry);
  r->w[3] = p256_add_carry(t[3], mask & P256_P3, &carry);
}

/* r = a + b. */
P256_INLINE void p256_f4_add(p256_f4 *r, const p256_f4 *a, const p256_f4 *b) {
  uint64_t sum[4], less[4];
  unsigned carry = p256_add(sum, a->w, b->w);
  unsigned borrow = p256_subtract(less, sum, P256_P);
  p256_copy(r->w, carry || !borrow ? less : sum);
}

/* r = a / 2: of an odd a, half of a + p. */
P256_INLINE void p256_f4_halve(p256_f4 *r, const p256_f4 *a) {
  uint64_t mask = 0 - (a->w[0] & 1);
  unsigned carry = 0;
  uint64_t t0 = p256_add_carry(a->w[0], mask, &carry);
  uint64_t t1 = p256_add_carry(a->w[1], mask & P256_P[1], &carry);
  uint64_t t2 = p256_add_carry(a->w[2], 0, &carry);
  uint64_t t3 = p256_add_carry(a->w[3], mask & P256_P3, &carry);
  r->w[0] = t0 >> 1 | t1 << 63;
  r->w[1] = t1 >> 1 | t2 << 63;
  r->w[2] = t2 >> 1 | t3 << 63;
  r->w[3] = t3 >> 1 | (uint64_t)carry << 63;
}

#endif

P256_INLINE void p256_f4_negate(p256_f4 *r, const p256_f4 *a) {
  const p256_f4 zero = {{0}};
  p256_f4_subtract(r, &zero, a);
}

P256_INLINE int p256_f4_is_zero(const p256_f4 *a) { return p256_is_zero(a->w); }

P256_INLINE int p256_f4_equal(const p256_f4 *a, const p256_f4 *b) { return p256_equal(a->w, b->w); }

/* r = the plain integer a, below p, in Montgomery form. */
P256_INLINE void p256_f4_from_integer(p256_f4 *r, const uint64_t a[4]) {
  p256_copy(r->w, a);
  p256_f4_multiply(r, r, &P256_F4_R2);
}

/* r = the plain integer that a stands for. */
P256_INLINE void p256_f4_to_integer(uint64_t r[4], const p256_f4 *a) {
  const p256_f4 one = {{1, 0, 0, 0}};
  p256_f4 plain;
  p256_f4_multiply(&plain, a, &one);
  p256_copy(r, plain.w);
}

/* r = 1 / a as plain integers: no factor 2^256 goes in or comes out. The inverse of 0 is 0. */
P256_NOINLINE void p256_f4_invert_integer(p256_f4 *r, const p256_f4 *a) {
#ifdef P256_HAS_INT128
  p256_invert(r->w, a->w, &P256_MODULUS_P);
#else
  /* a^(p - 2). */
  uint64_t exponent[4];
  p256_f4 base, power;
  p256_copy(exponent, P256_P);
  exponent[0] -= 2;
  p256_f4_from_integer(&base, a->w);
  p256_f4_copy(&power, &P256_F4_ONE);
  for (int bit = 255; bit >= 0; bit--) {
    p256_f4_square(&power, &power);
    if (exponent[bit / 64] >> (bit % 64) & 1) {
      p256_f4_multiply(&power, &power, &base);
    }
  }
  p256_f4_to_integer(r->w, &power);
#endif
}

/* r = 1 / a, both in Montgomery form. */
P256_INLINE void p256_f4_invert(p256_f4 *r, const p256_f4 *a) {
  p256_f4_invert_integer(r, a);
  p256_f4_multiply(r, r, &P256_F4_R3);
}

/* Whether y^2 = x^3 - 3 x + b. */
P256_INLINE int p256_f4_is_on_curve(const p256_f4 *x, const p256_f4 *y) {
  p256_f4 left, right, three;
  p256_f4_square(&left, y);
  p256_f4_square(&right, x);
  p256_f4_add(&three, &P256_F4_ONE, &P256_F4_ONE);
  p256_f4_add(&three, &three, &P256_F4_ONE);
  p256_f4_subtract(&right, &right, &three);
  p256_f4_multiply(&right, &right, x);
  p256_f4_add(&right, &right, &P256_F4_B);
  return p256_f4_equal(&left, &right);
}

#endif
