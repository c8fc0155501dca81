/* The tables of keys, made for several keys beside one another, as many points at a time as there are lanes. */
#ifndef QUOTARY_P256_KERNEL_TABLES_H
#define QUOTARY_P256_KERNEL_TABLES_H

#include "kernel_sums.h"

/* base += twice, in all groups. These points are never equal or opposite. */
P256_INLINE void kernel_add_twice(kernel_work *work, int groups, const fe *one) {
  fe chain[2] = {*one, *one}, u[2], d;
  for (int g = 0; g < groups; g++) {
    fe_difference(&d, &work->twice_x[g], &work->base_x[g]);
    work->before[g] = chain[g & 1];
    fe_multiply(&chain[g & 1], &chain[g & 1], &d);
  }
  kernel_invert(&u[0], &u[1], &chain[0], &chain[1]);
  for (int g = (groups - 1) & ~1; g >= 0; g -= 2) {
    int n = g + 1 < groups ? 2 : 1;
    kernel_addition add[2];
    fe denominator[2];
    for (int k = 0; k < n; k++) {
      fe_difference(&denominator[k], &work->twice_x[g + k], &work->base_x[g + k]);
      add[k].ax = &work->base_x[g + k];
      add[k].ay = &work->base_y[g + k];
      add[k].bx = work->twice_x[g + k];
      add[k].by = work->twice_y[g + k];
      add[k].before = &work->before[g + k];
      add[k].u = &u[k];
      add[k].denominator = &denominator[k];
      add[k].rx = &work->base_x[g + k];
      add[k].ry = &work->base_y[g + k];
    }
    if (n == 2) {
      kernel_add(add, 2);
    } else {
      kernel_add(add, 1);
    }
  }
}

/* twice = 2 base, in all groups: the slope is 3 (x^2 - 1) / (2 y). */
P256_INLINE void kernel_make_twice(kernel_work *work, int groups, const fe *one) {
  fe chain[2] = {*one, *one}, u[2], d, inverse, slope, step;
  co t, unit;
  co_of(&unit, one);
  for (int g = 0; g < groups; g++) {
    co_add(&t, &work->base_y[g], &work->base_y[g]);
    fe_of(&d, &t);
    work->before[g] = chain[g & 1];
    fe_multiply(&chain[g & 1], &chain[g & 1], &d);
  }
  kernel_invert(&u[0], &u[1], &chain[0], &chain[1]);
  for (int g = groups - 1; g >= 0; g--) {
    co_add(&t, &work->base_y[g], &work->base_y[g]);
    fe_of(&d, &t);
    fe_multiply(&inverse, &u[g & 1], &work->before[g]);
    fe_multiply(&u[g & 1], &u[g & 1], &d);
    co_square(&t, &work->base_x[g]);
    co_subtract(&t, &t, &unit);
    co_triple(&t, &t);
    fe_of(&d, &t);
    fe_multiply(&slope, &inverse, &d);
    co_square_less_two(&work->twice_x[g], &slope, &work->base_x[g], &work->base_x[g]);
    fe_difference(&step, &work->base_x[g], &work->twice_x[g]);
    co_multiply_less(&work->twice_y[g], &slope, &step, &work->base_y[g]);
  }
}

/* The bases of up to LANES keys beside one another: keys[l] and its multiples by 2^(distance b). */
P256_INLINE void kernel_make_bases(
    p256_point4 *to, const p256_f4 (*const keys[LANES])[2], int count, int bases, int distance, const fe *one) {
  kernel_point point;
  kernel_point *const both[2] = {&point, &point};
  fe x, y;
  p256_f4 number;
  for (int l = 0; l < LANES; l++) {
    f4_to_field(&number, &(*keys[l])[0]);
    if (l == 0) {
      fe_set_all(&x, &number);
    } else {
      fe_set_lane(&x, &number, l);
    }
    f4_to_field(&number, &(*keys[l])[1]);
    if (l == 0) {
      fe_set_all(&y, &number);
    } else {
      fe_set_lane(&y, &number, l);
    }
  }
  co_of(&point.x, &x);
  co_of(&point.y, &y);
  co_of(&point.z, one);
  for (int b = 0; b < bases; b++) {
    for (int l = 0; l < count; l++) {
      kernel_point_lane(&to[l * bases + b], &point, l);
    }
    for (int i = 0; b + 1 < bases && i < distance; i++) {
      kernel_double(both, 1);
    }
  }
}

/* Makes the z of all points one, by one inversion. None is infinity. */
P256_INLINE void kernel_normalize(p256_point4 *points, int count, p256_f4 *before) {
  p256_f4 product = P256_F4_ONE, inverse, z, zz;
  for (int i = 0; i < count; i++) {
    before[i] = product;
    p256_f4_multiply(&product, &product, &points[i].z);
  }
  p256_f4_invert(&inverse, &product);
  for (int i = count - 1; i >= 0; i--) {
    p256_f4_multiply(&z, &inverse, &before[i]);
    p256_f4_multiply(&inverse, &inverse, &points[i].z);
    p256_f4_square(&zz, &z);
    p256_f4_multiply(&points[i].x, &points[i].x, &zz);
    p256_f4_multiply(&zz, &zz, &z);
    p256_f4_multiply(&points[i].y, &points[i].y, &zz);
  }
}

/* Fills tables of one shape, of the keys beside them; count * bases is at most MAX_BASES. */
P256_NOINLINE void kernel_fill(
    kernel_work *work, p256_table *const tables[], const p256_f4 (*const keys[])[2], int count) {
  int bases = (int)tables[0]->bases, multiples = 1 << (tables[0]->width - 1);
  int distance = (int)(tables[0]->width * tables[0]->segments);
  int points = count * bases, groups = (points + LANES - 1) / LANES;
  fe one;
  fe_set_all(&one, &FIELD_ONE);
  for (int key = 0; key < count; key += LANES) {
    const p256_f4 (*lanes[LANES])[2];
    for (int l = 0; l < LANES; l++) {
      lanes[l] = keys[key + l < count ? key + l : key];
    }
    kernel_make_bases(
        &work->base[key * bases], lanes, count - key < LANES ? count - key : LANES, bases, distance, &one);
  }
  /* The prefixes of the slots are not in use now. */
  kernel_normalize(work->base, points, (p256_f4 *)(void *)work->group);
  for (int i = 0; i < points; i++) {
    p256_entry *entry = &tables[i / bases]->entry[i % bases * multiples];
    p256_f4 number;
    f4_to_field(&number, &work->base[i].x);
    field_store(entry->x, &number);
    f4_to_field(&number, &work->base[i].y);
    field_store(entry->y, &number);
  }
  for (int g = 0; g < groups; g++) {
    uintptr_t from[LANES];
    for (int l = 0; l < LANES; l++) {
      int i = g * LANES + l < points ? g * LANES + l : g * LANES;
      from[l] = (uintptr_t)&tables[i / bases]->entry[i % bases * multiples];
    }
    kernel_load_x(&work->base_x[g], from);
    kernel_load_y(&work->base_y[g], from);
  }
  kernel_make_twice(work, groups, &one);
  for (int multiple = 1; multiple < multiples; multiple++) {
    kernel_add_twice(work, groups, &one);
    for (int g = 0; g < groups; g++) {
      uint64_t *to[LANES], unused[4];
      for (int y = 0; y < 2; y++) {
        for (int l = 0; l < LANES; l++) {
          int i = g * LANES + l;
          if (i < points) {
            p256_entry *entry = &tables[i / bases]->entry[i % bases * multiples + multiple];
            to[l] = y ? entry->y : entry->x;
          } else {
            to[l] = unused;
          }
        }
        co_store(to, y ? &work->base_y[g] : &work->base_x[g]);
      }
    }
  }
}

static int kernel_read_key(p256_f4 key[2], const uint8_t bytes[64]) {
  uint64_t x[4], y[4];
  p256_from_bytes(x, bytes);
  p256_from_bytes(y, bytes + 32);
  if (!p256_less(x, P256_P) || !p256_less(y, P256_P)) {
    return 0;
  }
  p256_f4_from_integer(&key[0], x);
  p256_f4_from_integer(&key[1], y);
  return p256_f4_is_on_curve(&key[0], &key[1]);
}

static int kernel_fill_table(void *memory, p256_table *table, const uint8_t bytes[64]) {
  p256_f4 key[2];
  if (!kernel_read_key(key, bytes)) {
    return 0;
  }
  const p256_f4 (*keys[1])[2] = {(const p256_f4 (*)[2]) & key};
  lane_rounding before = lane_round_toward_zero();
  kernel_fill((kernel_work *)memory, &table, keys, 1);
  lane_restore_rounding(before);
  return 1;
}

#endif
