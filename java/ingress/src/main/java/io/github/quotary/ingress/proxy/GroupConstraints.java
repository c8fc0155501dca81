package io.github.quotary.ingress.proxy;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the JSSE of JDKs before 20 to some groups for the key exchange; it does not sign with keys
 * of other groups, either.
 */
final class GroupConstraints implements AlgorithmConstraints {
  /** The names of groups; other algorithms of key agreement have other names. */
  private static final Pattern GROUP =
      Pattern.compile("sec[pt][0-9].*|x25519.*|x448|ffdhe[0-9]+|.*mlkem.*");

  private final Set<String> allowed;

  GroupConstraints(List<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
    String name = algorithm.toLowerCase(Locale.ROOT);
    return !primitives.contains(CryptoPrimitive.KEY_AGREEMENT)
        || !GROUP.matcher(name).matches()
        || allowed.contains(name);
  }

  @Override
  public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
    return true;
  }

  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives,
      String algorithm,
      Key key,
      @Nullable AlgorithmParameters parameters) {
    return permits(primitives, algorithm, parameters);
  }
}
