package io.github.quotary.qvl;

final class StricterFormat {
  private StricterFormat() {}

  static boolean isMeantBy(String detail) {
    return false;
  }
}
