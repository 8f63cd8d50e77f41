package org.session4j.examples;

import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the Session ID of an account from the command line. */
final class SessionIdArgument implements ITypeConverter<SessionId> {

    @Override
    public SessionId convert(String text) {
        try {
            return SessionId.parse(text, IdKind.STANDARD);
        } catch (MalformedDataException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
