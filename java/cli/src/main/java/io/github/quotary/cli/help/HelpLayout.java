package io.github.quotary.cli.help;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;

import io.github.quotary.cli.option.ExitCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IOptionRenderer;
import picocli.CommandLine.Help.IParameterRenderer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The help of every command: its exit codes, and lines that are broken between words only. Picocli
 * also breaks after a hyphen or slash, inside of file names and options; while it lays a text out,
 * other characters stand for those.
 */
public final class HelpLayout {
  private static final String BREAKING = "-/.{}[](),:'\"=|";

  /** Private use characters, which are never a place to break a line. */
  private static final char FIRST = '\ue000';

  private static final int WIDTH = 100;

  private HelpLayout() {}

  /** Lays out the help of a command and all below it. */
  public static void addTo(CommandLine root) {
    root.setUsageHelpWidth(WIDTH);
    Mistake.tree(root.getCommandSpec()).forEach(HelpLayout::addTo);
  }

  private static void addTo(CommandSpec spec) {
    Map<String, String> codes = new LinkedHashMap<>();
    ExitCode.meaningsFor(spec.userObject().getClass())
        .forEach((code, meaning) -> codes.put(" " + code, unbroken(meaning)));
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
    spec.usageMessage().abbreviateSynopsis(true);
    CommandLine line = spec.commandLine();
    line.setHelpFactory(Unbroken::new);
    line.getHelpSectionMap().replaceAll((key, section) -> help -> broken(section.render(help)));
    line.getHelpSectionMap()
        .put(
            SECTION_KEY_DESCRIPTION,
            help ->
                broken(
                    Help.join(
                            help.ansi(),
                            WIDTH,
                            true,
                            Arrays.stream(spec.usageMessage().description())
                                .map(HelpLayout::unbroken)
                                .toArray(String[]::new),
                            new StringBuilder())
                        .toString()));
  }

  static String unbroken(String text) {
    StringBuilder replaced = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      int found = BREAKING.indexOf(text.charAt(i));
      if (found >= 0) {
        replaced.setCharAt(i, (char) (FIRST + found));
      }
    }
    return replaced.toString();
  }

  static String broken(String text) {
    StringBuilder restored = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      int place = text.charAt(i) - FIRST;
      if (place >= 0 && place < BREAKING.length()) {
        restored.setCharAt(i, BREAKING.charAt(place));
      }
    }
    return restored.toString();
  }

  /** Help whose descriptions of options and parameters are not broken inside of words. */
  private static final class Unbroken extends Help {
    Unbroken(CommandSpec spec, ColorScheme scheme) {
      super(spec, scheme);
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
      IOptionRenderer renderer = super.createDefaultOptionRenderer();
      return (option, labels, scheme) -> unbroken(renderer.render(option, labels, scheme), scheme);
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
      IParameterRenderer renderer = super.createDefaultParameterRenderer();
      return (parameter, labels, scheme) ->
          unbroken(renderer.render(parameter, labels, scheme), scheme);
    }

    /** The last column is the description. */
    private static Text[][] unbroken(Text[][] rows, ColorScheme scheme) {
      for (Text[] row : rows) {
        int last = row.length - 1;
        row[last] = scheme.ansi().new Text(HelpLayout.unbroken(row[last].plainString()), scheme);
      }
      return rows;
    }
  }
}
