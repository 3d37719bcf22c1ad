package dev.terse.app.cli.remote;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a code of the command line; that it names a link is for the server to say. */
final class CodeConverter implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("the code is empty");
    }
    return text;
  }
}
