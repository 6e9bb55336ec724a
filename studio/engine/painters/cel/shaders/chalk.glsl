// How far a chalk catches on the tooth of the sheet, which lies under what moves, where light turns to shadow: of half Lambert.
#ifdef CHALK
float chalked(sampler2D brush) {
    return look_form.y * (texture(brush, gl_FragCoord.xy / (shade.w * 620.0)).b - 0.5) * 0.55;
}
#else
float chalked(sampler2D brush) {
    return 0.0;
}
#endif
