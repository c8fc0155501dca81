package io.github.quotary.ingress.acme;

import io.github.quotary.ingress.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where keys, orders and certificates are kept. */
interface AcmeFiles {
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
