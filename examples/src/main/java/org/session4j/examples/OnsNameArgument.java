package org.session4j.examples;

import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.OnsName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a name from the command line. */
final class OnsNameArgument implements ITypeConverter<OnsName> {

    @Override
    public OnsName convert(String text) {
        try {
            return OnsName.parse(text);
        } catch (MalformedDataException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
