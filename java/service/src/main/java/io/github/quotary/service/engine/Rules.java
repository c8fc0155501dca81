package io.github.quotary.service.engine;

import io.github.quotary.evidence.ear.EarKeys;
import io.github.quotary.evidence.ear.EarSigner;
import io.github.quotary.evidence.input.PolicyFiles;
import io.github.quotary.service.access.ApiKeys;
import io.github.quotary.service.config.Settings;
import io.github.quotary.verify.Verifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What counts from the moment that it was read: policies, keys of clients, the key that signs
 * tokens, and settings that need no restart. Immutable.
 *
 * @param standard the verifier of requests that name no policy
 * @param named verifiers by the name of their policy
 * @param signer signs tokens
 * @param keys of clients
 * @param allow what a request may state itself
 * @param dstack how clients of dstack-verifier are answered
 * @param envoy how Envoy is answered
 */
public record Rules(
    Verifier standard,
    Map<String, Verifier> named,
    Optional<EarSigner> signer,
    ApiKeys keys,
    Settings.Allow allow,
    Settings.Dstack dstack,
    Settings.Envoy envoy) {
  /** Copies the map. */
  public Rules {
    named = Map.copyOf(named);
  }

  /**
   * Reads all files that the settings name.
   *
   * @param verifier of the command's own policy
   * @throws io.github.quotary.evidence.input.InputException if a file cannot be read
   * @throws io.github.quotary.evidence.input.InvalidPolicyException if a policy is not valid
   */
  public static Rules read(Settings settings, Verifier verifier) {
    Map<String, Verifier> named = new LinkedHashMap<>();
    settings
        .policies()
        .forEach((name, file) -> named.put(name, verifier.withPolicy(PolicyFiles.read(file))));
    return new Rules(
        settings.defaultPolicy().map(name -> standard(named, name)).orElse(verifier),
        named,
        settings.earKey().map(EarKeys::read),
        new ApiKeys(settings.apiKeys()),
        settings.allow(),
        settings.dstack(),
        settings.envoy());
  }

  private static Verifier standard(Map<String, Verifier> named, String name) {
    Verifier verifier = named.get(name);
    if (verifier == null) {
      throw new IllegalArgumentException("No policy of the name " + name);
    }
    return verifier;
  }
}
