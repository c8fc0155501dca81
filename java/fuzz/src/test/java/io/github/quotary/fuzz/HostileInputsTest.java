package io.github.quotary.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a fuzzer needs long to write: things nested and repeated tens of thousands of times, given
 * to every reader of every target.
 */
class HostileInputsTest {
  private static final int SIZE = 1 << 16;
  private static final int MOST_READERS = 6;

  @TestFactory
  Stream<DynamicTest> everyReaderTakesThem() {
    Map<String, byte[]> inputs = inputs();
    List<DynamicTest> tests = new ArrayList<>();
    for (JavaClass target :
        new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.github.quotary")) {
      if (target.getSimpleName().endsWith("FuzzTest")) {
        tests.add(
            DynamicTest.dynamicTest(
                target.getSimpleName(), () -> feed(Class.forName(target.getName()), inputs)));
      }
    }
    return tests.stream();
  }

  private static void feed(Class<?> target, Map<String, byte[]> inputs)
      throws ReflectiveOperationException {
    Constructor<?> constructor = target.getDeclaredConstructor();
    constructor.setAccessible(true);
    Method fuzz = target.getDeclaredMethod("fuzz", byte[].class);
    fuzz.setAccessible(true);
    Object instance = constructor.newInstance();
    for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
      fuzz(fuzz, instance, input.getKey(), input.getValue());
      for (int reader = 0; reader < MOST_READERS; reader++) {
        byte[] bytes = Seeds.forReader(reader, input.getValue());
        fuzz(fuzz, instance, input.getKey() + " for reader " + reader, bytes);
      }
    }
  }

  private static void fuzz(Method fuzz, Object instance, String name, byte[] bytes)
      throws ReflectiveOperationException {
    try {
      fuzz.invoke(instance, (Object) bytes);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw new AssertionError(name, e.getCause());
    }
  }

  private static Map<String, byte[]> inputs() {
    Map<String, byte[]> inputs = new LinkedHashMap<>();
    for (String piece :
        new String[] {
          "[",
          "{\"a\":",
          "[{\"quote\":",
          "{\"quote\":\"",
          "\"",
          "\\\"",
          "\\u0022",
          "1",
          "1e",
          "0x1,",
          " ",
          "\n",
          "a",
          "a.",
          "A=",
          "1H",
          "%",
          "%25",
          "<a>",
          "<!--",
          "-----BEGIN CERTIFICATE-----",
          "- ",
          "a: ",
          "(",
          "a{",
          ";",
          "=",
          "\u0000",
          "\u00ff",
          "\u0081",
          "\u009f",
          "\u00c6",
          "\u00d9\u00d9\u00f7",
          "\u0091",
          "0\200",
          "\241aa",
          "\12\200",
          "\37\213"
        }) {
      repeat(inputs, "", piece, "");
    }
    repeat(inputs, "{\"expired\":{\"gracePeriod\":\"PT", "1H", "\"}}");
    repeat(inputs, "{\"domains\":{\"allow\":[\"", "a.", "a\"]}}");
    repeat(inputs, "version = \"0.1.0\"\nalgorithm = \"sha256\"\n[data]\n", "a.", "a = \"b\"\n");
    repeat(inputs, "HTTP/1.1 200 OK\r\n", "a: b\r\n", "\r\n");
    repeat(
        inputs, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", "0\r\n\r\n");
    repeat(inputs, "letsencrypt.org", "; a=b", "");
    repeat(inputs, "a", ".a", "");
    repeat(inputs, "services:\n  a: ", "[", "");
    repeat(inputs, "services: {a: &a [", "*a, ", "]}");
    return inputs;
  }

  private static void repeat(
      Map<String, byte[]> inputs, String before, String piece, String after) {
    String text = before + piece.repeat(SIZE / piece.length()) + after;
    inputs.put(before.strip() + " and many of " + piece, text.getBytes(ISO_8859_1));
  }
}
