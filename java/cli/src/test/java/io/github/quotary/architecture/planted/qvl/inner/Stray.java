package io.github.quotary.architecture.planted.qvl.inner;

import io.github.quotary.architecture.Breaks;

@Breaks("NATIVE_IS_ONE_PACKAGE")
final class Stray {}
