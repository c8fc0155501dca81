package io.github.quotary.ingress.acme;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.quotary.ingress.state.StateFolder;
import io.github.quotary.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where keys, orders and certificates are kept. */
interface AcmeFiles {
  /** Reads and writes those that are JSON: up to 8 levels, and 65,536 characters a text. */
  ObjectMapper JSON =
      JsonMapper.builder(StrictJson.factory(8, 1 << 16))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads JSON in UTF-8; the mapper would guess other encodings.
   *
   * @throws IOException if it is something else
   */
  static JsonNode tree(byte[] json) throws IOException {
    Optional<String> problem = StrictJson.encodingProblem(json);
    if (problem.isPresent()) {
      throw new IOException(problem.get());
    }
    return JSON.readTree(json);
  }

  Optional<byte[]> read(String path) throws IOException;

  void write(String path, byte[] bytes) throws IOException;

  void delete(String path) throws IOException;

  static AcmeFiles in(StateFolder folder) {
    return new AcmeFiles() {
      @Override
      public Optional<byte[]> read(String path) throws IOException {
        return folder.read(path);
      }

      @Override
      public void write(String path, byte[] bytes) throws IOException {
        folder.write(path, bytes);
      }

      @Override
      public void delete(String path) throws IOException {
        folder.delete(path);
      }
    };
  }

  /** Reads a folder that another process may have open; nothing can be written. */
  static AcmeFiles reading(Path folder) {
    return new AcmeFiles() {
      @Override
      public Optional<byte[]> read(String path) throws IOException {
        return StateFolder.read(folder, path);
      }

      @Override
      public void write(String path, byte[] bytes) throws IOException {
        throw new IOException("the state folder is only read");
      }

      @Override
      public void delete(String path) throws IOException {
        throw new IOException("the state folder is only read");
      }
    };
  }
}
