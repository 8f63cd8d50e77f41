package org.session4j.qr;

/** For which terminal a code is written as text. */
public enum TextStyle {
    /** Any that understands the escape sequences of colours: the code brings its own, black on white. */
    COLORED,

    /** One that writes light on dark, without escape sequences. */
    ON_DARK,

    /** One that writes dark on light, and paper, without escape sequences. */
    ON_LIGHT
}
