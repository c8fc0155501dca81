package io.github.quotary.cli.simulate;

import io.github.quotary.simulator.spec.Scenario;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Where a value stands in the tree of records below a scenario. Elements of lists are found by
 * indexes, the outermost first.
 */
final class Place {
  /** The scenario itself. */
  static final Place SCENARIO = new Place(List.of(), Scenario.class);

  private final List<Step> steps;
  private final Type type;

  private Place(List<Step> steps, Type type) {
    this.steps = steps;
    this.type = type;
  }

  /** The type of the value. */
  Type type() {
    return type;
  }

  /**
   * A component of the record in this place.
   *
   * @param missing what to say where the component is null, but a part of it is asked for
   */
  Place component(String name, String missing) {
    RecordComponent component =
        Arrays.stream(((Class<?>) type).getRecordComponents())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(type + " has no component " + name));
    return step(new Step(component, false, missing), component.getGenericType());
  }

  /** An element of the list that is this component. */
  Place element() {
    Step list = steps.get(steps.size() - 1);
    Place record = new Place(steps.subList(0, steps.size() - 1), type);
    Type element = ((ParameterizedType) type).getActualTypeArguments()[0];
    return record.step(new Step(list.component, true, list.missing), element);
  }

  private Place step(Step step, Type to) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new Place(List.copyOf(more), to);
  }

  /**
   * Reads the value, which may be null.
   *
   * @throws IllegalArgumentException if this scenario does not have it
   */
  Object get(Scenario scenario, List<Integer> indexes) {
    return value(scenario, steps, indexes);
  }

  private static Object value(Object record, List<Step> steps, List<Integer> indexes) {
    if (steps.isEmpty()) {
      return record;
    }
    Step step = steps.get(0);
    List<Step> rest = steps.subList(1, steps.size());
    Object part = step.read(record, !rest.isEmpty());
    return step.element
        ? value(at((List<?>) part, indexes.get(0)), rest, indexes.subList(1, indexes.size()))
        : value(part, rest, indexes);
  }

  /**
   * Replaces the value.
   *
   * @throws IllegalArgumentException if this scenario does not have it
   */
  Scenario change(Scenario scenario, List<Integer> indexes, UnaryOperator<Object> change) {
    return (Scenario) changed(scenario, steps, indexes, change);
  }

  private static Object changed(
      Object value, List<Step> steps, List<Integer> indexes, UnaryOperator<Object> change) {
    if (steps.isEmpty()) {
      return change.apply(value);
    }
    Step step = steps.get(0);
    List<Step> rest = steps.subList(1, steps.size());
    Object part = step.read(value, !rest.isEmpty());
    if (!step.element) {
      return step.replace(value, changed(part, rest, indexes, change));
    }
    List<Object> list = new ArrayList<>((List<?>) part);
    int index = indexes.get(0);
    Object element = at(list, index);
    list.set(index, changed(element, rest, indexes.subList(1, indexes.size()), change));
    return step.replace(value, list);
  }

  private static Object at(List<?> list, int index) {
    Elements.requireIndex(index, list.size());
    return list.get(index);
  }

  /** From a record to one of its components, or to an element of one. */
  private record Step(RecordComponent component, boolean element, String missing) {
    Object read(Object whole, boolean withParts) {
      Object part = invoke(component.getAccessor(), whole);
      if (part == null && withParts) {
        throw new IllegalArgumentException(missing);
      }
      return part;
    }

    /** Calls the {@code with} method, since other components may follow the one it replaces. */
    Object replace(Object whole, Object part) {
      String name = component.getName();
      String with = "with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      try {
        return invoke(
            component.getDeclaringRecord().getMethod(with, component.getType()), whole, part);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Object invoke(Method method, Object target, Object... arguments) {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
