package io.github.quotary.service.domain;

import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.evidence.input.InvalidPolicyException;
import io.github.quotary.evidence.input.PolicyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads policies of domains from files. */
public final class DomainPolicies {
  private DomainPolicies() {}

  /**
   * A policy, or the empty one.
   *
   * @throws InputException if a file cannot be read
   * @throws InvalidPolicyException if it is not a policy
   */
  public static DomainPolicy read(Optional<Path> file) {
    return file.map(DomainPolicies::read).orElseGet(DomainPolicy::empty);
  }

  private static DomainPolicy read(Path file) {
    byte[] json = BoundedFiles.read(file);
    try {
      return DomainPolicy.fromJson(json, file::resolveSibling);
    } catch (IllegalArgumentException e) {
      throw new InvalidPolicyException(
          file + ": " + e.getMessage() + PolicyKind.hintForDomain(json));
    } catch (IOException e) {
      throw new InputException(file + " refers to a file that cannot be read: " + e.getMessage());
    }
  }
}
