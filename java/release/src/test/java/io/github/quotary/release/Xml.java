package io.github.quotary.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An XML element, by the names of its children. */
record Xml(Element element) {
  static Xml parse(byte[] bytes) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new Xml(
          factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)).getDocumentElement());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }

  private Stream<Xml> children(String name) {
    List<Xml> found = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getTagName().equals(name)) {
        found.add(new Xml(child));
      }
    }
    return found.stream();
  }

  /** All elements at a path such as {@code developers/developer}. */
  List<Xml> all(String path) {
    Stream<Xml> found = Stream.of(this);
    for (String name : path.split("/", -1)) {
      found = found.flatMap(xml -> xml.children(name));
    }
    return found.toList();
  }

  Optional<Xml> first(String path) {
    return all(path).stream().findFirst();
  }

  /** The text of the first element at a path; empty text if there is none. */
  String text(String path) {
    return first(path).map(xml -> xml.element.getTextContent().strip()).orElse("");
  }

  String text() {
    return element.getTextContent().strip();
  }
}
