package io.github.quotary.ingress.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.quotary.ingress.dns.Ownership;
import io.github.quotary.ingress.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipFileTest {
  @TempDir private Path temp;

  private static Ownership account(String uri) {
    return new Ownership(
        Set.of("gw.example.net"), Set.of(), Set.of("app"), Set.of("ca.example"), Set.of(uri));
  }

  @Test
  void whatAnAppHadOnceStaysItsOwn() throws IOException {
    try (StateFolder state = StateFolder.open(temp.resolve("state"))) {
      assertEquals(
          account("https://ca.example/1"),
          OwnershipFile.add(state, account("https://ca.example/1")));
      OwnershipFile.add(state, account("https://ca.example/2"));
    }
    try (StateFolder state = StateFolder.open(temp.resolve("state"))) {
      Ownership own = OwnershipFile.read(state.read(OwnershipFile.PATH));
      assertEquals(Set.of("https://ca.example/1", "https://ca.example/2"), own.accounts());
      assertEquals(Set.of("gw.example.net"), own.gateways());
    }
  }

  @Test
  void withoutAFileNothingIsOwned() throws IOException {
    assertEquals(Ownership.none(), OwnershipFile.read(Optional.empty()));
  }

  /** To own nothing by mistake would turn one's own records into foreign ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}x",
        "{\"accounts\":\"x\"}",
        "{\"accounts\":[1]}",
        "{\"other\":[]}",
        "{\"ids\":[],\"ids\":[]}"
      })
  void aFileThatIsNotOneIsToldNotIgnored(String text) {
    IOException refused =
        assertThrows(
            IOException.class, () -> OwnershipFile.read(Optional.of(text.getBytes(UTF_8))));

    assertTrue(refused.getMessage().contains(OwnershipFile.PATH), refused::getMessage);
  }
}
