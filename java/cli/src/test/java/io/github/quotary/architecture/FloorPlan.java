package io.github.quotary.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The packages below one root, from the ground up, and which of them each may use. A package can
 * only use what was declared before it, so a plan has no cycle.
 */
final class FloorPlan {
  private final String root;
  private final Map<String, Set<String>> uses = new LinkedHashMap<>();

  FloorPlan(String root) {
    this.root = root;
  }

  /**
   * Declares packages.
   *
   * @param name relative to the root; with {@code ..} at its end it covers all packages below, save
   *     those declared later
   * @param used the names of those that it may use beside itself
   * @throws IllegalArgumentException if one of those is not declared yet
   */
  FloorPlan room(String name, String... used) {
    for (String other : used) {
      if (!uses.containsKey(other)) {
        throw new IllegalArgumentException(name + " uses " + other + ", which comes later");
      }
    }
    uses.put(name, Set.of(used));
    return this;
  }

  /** What is wrong with the class by this plan; nothing if it is not below the root. */
  Stream<String> objections(JavaClass type) {
    if (!isBelowRoot(type)) {
      return Stream.empty();
    }
    return room(type)
        .map(room -> objections(type, room))
        .orElse(Stream.of(type.getName() + " is in a package that the plan does not know"));
  }

  private Stream<String> objections(JavaClass type, String room) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> !mayUse(room, target(dependency)))
        .map(Dependency::getDescription);
  }

  private boolean mayUse(String room, JavaClass target) {
    return !isBelowRoot(target)
        || room(target)
            .filter(other -> other.equals(room) || uses.get(room).contains(other))
            .isPresent();
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  private boolean isBelowRoot(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(root + ".");
  }

  /** The last room declared that covers the class. */
  private Optional<String> room(JavaClass type) {
    List<String> covering = new ArrayList<>(uses.keySet());
    covering.removeIf(name -> !PackageMatcher.of(identifier(name)).matches(type.getPackageName()));
    return covering.isEmpty() ? Optional.empty() : Optional.of(covering.get(covering.size() - 1));
  }

  private String identifier(String name) {
    return name.isEmpty() || name.equals("..") ? root + name : root + "." + name;
  }
}
