package io.github.quotary.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;

import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Collection;
import java.util.stream.Stream;

/** No type of the given packages in what a caller can see: supertypes, signatures and fields. */
final class ExposeNoTypeOf extends ArchCondition<JavaClass> {
  private final PackageMatcher packages;

  ExposeNoTypeOf(String packageIdentifier) {
    super("expose no type of " + packageIdentifier);
    this.packages = PackageMatcher.of(packageIdentifier);
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    if (!isSeenByCallers(type)) {
      return;
    }
    check(
        type, Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream()), events);
    for (JavaMember member : type.getMembers()) {
      if (member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED)) {
        check(member, signature(member), events);
      }
    }
  }

  private static boolean isSeenByCallers(JavaClass type) {
    return (type.getModifiers().contains(PUBLIC) || type.getModifiers().contains(PROTECTED))
        && type.getEnclosingClass().map(ExposeNoTypeOf::isSeenByCallers).orElse(true);
  }

  private static Stream<? extends JavaType> signature(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit code = (JavaCodeUnit) member;
    return Stream.of(
            Stream.of(code.getReturnType()),
            code.getParameterTypes().stream(),
            code.getExceptionTypes().stream(),
            code.getTypeParameters().stream())
        .flatMap(types -> types);
  }

  private void check(
      HasDescription seen, Stream<? extends JavaType> types, ConditionEvents events) {
    types
        .map(JavaType::getAllInvolvedRawTypes)
        .flatMap(Collection::stream)
        .filter(raw -> packages.matches(raw.getBaseComponentType().getPackageName()))
        .forEach(
            raw -> events.add(violated(seen, seen.getDescription() + " exposes " + raw.getName())));
  }
}
