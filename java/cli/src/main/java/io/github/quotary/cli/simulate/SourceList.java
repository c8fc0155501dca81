package io.github.quotary.cli.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.evidence.text.JsonText;
import io.github.quotary.simulator.Expectation;
import io.github.quotary.simulator.fault.BindingFault;
import io.github.quotary.simulator.fault.CertificateFault;
import io.github.quotary.simulator.fault.ChainFault;
import io.github.quotary.simulator.fault.Combination;
import io.github.quotary.simulator.fault.CrlFault;
import io.github.quotary.simulator.fault.LayoutFault;
import io.github.quotary.simulator.fault.Oddity;
import io.github.quotary.simulator.fault.Outcome;
import io.github.quotary.simulator.fault.PolicyFault;
import io.github.quotary.simulator.fault.QeIdentityFault;
import io.github.quotary.simulator.fault.QuoteFault;
import io.github.quotary.simulator.fault.TcbInfoFault;
import io.github.quotary.simulator.fault.VectorSource;
import io.github.quotary.simulator.vector.VectorWriter;
import java.util.Locale;
import java.util.Map;

/** Everything that can be simulated by name, with what is to be expected of it. */
public final class SourceList {
  private static final Map<Class<?>, String> TITLES =
      Map.ofEntries(
          Map.entry(Outcome.class, "Outcomes of the TCB evaluation"),
          Map.entry(
              Combination.class,
              "Combinations: platform, TDX module and quoting enclave do not agree"),
          Map.entry(QuoteFault.class, "Faults of the quote's signatures and keys"),
          Map.entry(LayoutFault.class, "Faults of the quote's versions, types and lengths"),
          Map.entry(ChainFault.class, "Faults of who issued and signed what"),
          Map.entry(CertificateFault.class, "Faults of a certificate's dates and extensions"),
          Map.entry(CrlFault.class, "Faults of revocation lists, and revocations"),
          Map.entry(TcbInfoFault.class, "Faults of TCB information"),
          Map.entry(QeIdentityFault.class, "Faults of the QE identity"),
          Map.entry(BindingFault.class, "Faults of parts that do not belong together"),
          Map.entry(PolicyFault.class, "What Intel passes over, and a strict policy does not"),
          Map.entry(Oddity.class, "Oddities: they look wrong and are not"));

  private SourceList() {}

  /** One line for each, below titles: name, what it is, what is to be expected. */
  public static String text() {
    StringBuilder text = new StringBuilder();
    Class<?> kind = Void.class;
    int width = 0;
    for (VectorSource source : VectorSource.all()) {
      if (source.getClass() != kind) {
        kind = source.getClass();
        width = widestName(kind);
        text.append(text.isEmpty() ? "" : "\n").append(TITLES.get(kind)).append('\n');
      }
      text.append(
          String.format(
              Locale.ROOT,
              "  %-" + width + "s  %s -> %s\n",
              source.id(),
              source.about(),
              ExpectationText.of(source.expectation())));
    }
    return text.toString();
  }

  private static int widestName(Class<?> kind) {
    return VectorSource.all().stream()
        .filter(source -> source.getClass() == kind)
        .mapToInt(source -> source.id().length())
        .max()
        .orElse(0);
  }

  /** An array of objects. */
  public static ArrayNode json() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (VectorSource source : VectorSource.all()) {
      ObjectNode node = list.addObject();
      node.put("name", source.id());
      node.put("kind", kind(source));
      node.put("about", source.about());
      node.put("shape", source.scenario().quote().shape().id());
      node.setAll(json(source.expectation()));
    }
    return list;
  }

  private static ObjectNode json(Expectation expectation) {
    return (ObjectNode) JsonText.tree(VectorWriter.json(expectation));
  }

  private static String kind(VectorSource source) {
    String constant = source.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String id = source.id();
    return id.substring(0, id.length() - constant.length() - 1);
  }
}
