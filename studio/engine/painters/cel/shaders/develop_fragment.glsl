// The finished drawing on its sheet, and on the film it is printed on. All noise is of the sheet, which stands still,
// but for the grain and the weave of film, which are asked to move.
in vec2 v_uv;
uniform sampler2D picture;   // graded, first row at the top
uniform sampler2D spill;     // light that spills over, first row at the bottom
uniform sampler2D brush;     // r low drift, b fine noise, a grain of film
uniform vec2 size;
uniform float line_px;       // pixels that one of 360 lines takes
uniform vec4 sheet;          // relief of the paper, bleeding, bare border in frame heights, tooth of a crayon
uniform vec4 film;           // grain, fringe, softness, halation
uniform vec4 running;        // weave x and y in pixels, where this frame's grain lies
uniform vec4 speck;          // of dust: x, y, radius in frame heights; light or dark
uniform vec3 paper;
uniform vec3 ink;
uniform vec3 halo;
uniform float accent;
uniform float turned;        // an impact frame: 0 light on dark, 1 dark on light
layout(location = 0) out vec4 o_colour;

const vec3 BRIGHT = vec3(0.30, 0.59, 0.11);

vec3 at(vec2 pixel) {
    return texture(picture, pixel / size).rgb;
}

vec4 noise(vec2 pixel, float wide) {
    return texture(brush, pixel / (line_px * wide * 512.0));
}

// How far a place is from the frame's edge, frame heights.
float inside(vec2 pixel) {
    vec2 rim = min(pixel, size - pixel) / size.y;
    return min(rim.x, rim.y);
}

#ifdef WASH
// Colour that was water: it wanders a little over its line, pools dark along its own edge, and settles in grains.
vec3 washed(vec2 pixel) {
    vec2 wander = (noise(pixel, 0.42).rb + 0.6 * noise(pixel + 77.0, 0.20).br - 0.8) * 2.6 * line_px * sheet.y;
    vec2 from = pixel + wander;
    float reach = 2.6 * line_px;
    vec3 own = at(from);
    vec3 near = at(from + vec2(reach, reach * 0.4)) + at(from + vec2(-reach * 0.4, reach))
              + at(from - vec2(reach, reach * 0.4)) + at(from + vec2(reach * 0.4, -reach));
    near *= 0.25;
    vec3 k = mix(own, near, 0.35 * sheet.y);
    float pooled = clamp(dot(near - own, BRIGHT) * 3.4, 0.0, 0.6);
    float flowed = noise(pixel + wander * 5.0, 1.6).r + 0.35 * smoothstep(0.47, 0.53, noise(pixel, 1.25).r) - 0.65;
    float grains = noise(pixel, 0.26).b - 0.5;
    float weight = 1.0 + sheet.y * (pooled + flowed * 0.62 + grains * 0.26);
    return pow(clamp(k, 0.004, 1.0), vec3(max(weight, 0.2)));
}
#endif

#ifdef HATCH
// Strokes of a pen across the sheet: 1 where ink lies. tone: how dark it is to be, 0-1.
float strokes(vec2 pixel, vec2 way, float tone) {
    float apart = max(4.4 * line_px, 3.2);
    float hand = (noise(pixel, 0.9).r - 0.5) * 1.5 + (noise(pixel, 0.35).b - 0.5) * 0.22;
    float off = abs(fract(dot(pixel, way) / apart + hand) - 0.5) * 2.0;
    float thin = 1.4 / apart;
    return smoothstep(1.0 - tone - thin, 1.0 - tone + thin, off) * step(0.02, tone);
}

vec3 penned(vec2 pixel) {
    vec3 own = at(pixel);
    float level = dot(own, BRIGHT);
    float drift = (noise(pixel, 0.55).r - 0.5) * 0.10;
    float first = clamp((0.56 - level + drift) * 1.9, 0.0, 0.72);
    float second = clamp((0.34 - level + drift) * 2.4, 0.0, 0.8);
    float solid = 1.0 - smoothstep(0.13, 0.17, level + drift * 0.4);
    // A drawn line is ink however light it was: what is darker than both its sides.
    float reach = max(1.6 * line_px, 1.0);
    vec3 across = max(at(pixel + vec2(reach, 0.0)) + at(pixel - vec2(reach, 0.0)), at(pixel + vec2(0.0, reach)) + at(pixel - vec2(0.0, reach)));
    solid = max(solid, smoothstep(0.05, 0.13, dot(across * 0.5 - own, BRIGHT)));
    float laid = max(max(strokes(pixel, vec2(0.64, 0.77), first), strokes(pixel, vec2(0.90, -0.44), second)), solid);
    vec3 k = mix(paper, ink, laid);
    float stays = accent * smoothstep(0.28, 0.46, own.r - max(own.g, own.b));
    return mix(k, mix(own, ink, 0.85 * max(solid, second * 0.4)), stays);
}
#endif

void main() {
    vec2 pixel = v_uv * size;
#ifdef FILM
    pixel += running.xy;
#endif
#ifdef WASH
    vec3 k = washed(pixel);
#elif defined(HATCH)
    vec3 k = penned(pixel);
#else
    vec3 k = at(pixel);
#endif
#ifdef FILM
    if (film.z > 0.0) {
        vec2 off = vec2(film.z, film.z * 0.5) * line_px;
        k = k * 0.4 + (at(pixel + off) + at(pixel - off) + at(pixel + vec2(-off.y, off.x)) + at(pixel + vec2(off.y, -off.x))) * 0.15;
    }
    if (film.y > 0.0) {
        vec2 apart = (v_uv - 0.5) * 2.0 * film.y * line_px;
        k.r = mix(k.r, at(pixel + apart).r, 0.85);
        k.b = mix(k.b, at(pixel - apart).b, 0.85);
    }
#endif
#ifdef HALATION
    vec3 back = texture(spill, vec2(v_uv.x, 1.0 - v_uv.y)).rgb;
    k = 1.0 - (1.0 - k) * (1.0 - clamp(halo * dot(back, vec3(0.45)) * film.w, 0.0, 0.9));
#endif
#ifdef CRAYON
    // The stick runs along one way over the sheet's tooth: what is dark is pressed harder, and fills it.
    vec2 along = vec2(dot(pixel, vec2(0.87, 0.5)) * 0.45, dot(pixel, vec2(-0.5, 0.87)));
    float tooth = noise(along, 0.11).b * 0.55 + noise(pixel, 0.075).b * 0.45 - 0.5;
    float pressed = dot(k, BRIGHT);
    float bare = smoothstep(-0.08, 0.18, tooth) * mix(0.05, 0.36, pressed * pressed) * sheet.w;
    k = mix(k * (1.0 + 0.22 * sheet.w * tooth * (1.0 - pressed)), paper, bare);
#endif
#ifdef PAPER
    float relief = noise(pixel + vec2(0.8, 0.8) * line_px, 0.16).b - noise(pixel - vec2(0.8, 0.8) * line_px, 0.16).b;
    vec3 white = paper * (1.0 + 0.16 * sheet.x * relief);
    k *= mix(vec3(1.0), white, clamp(sheet.x * 1.4, 0.0, 1.0));
    if (sheet.z > 0.0) {
        float reach = inside(pixel) - sheet.z * (0.25 + 1.2 * noise(pixel, 1.1).r + 0.22 * noise(pixel, 0.3).b);
        float edge = 0.0035;
        k *= 1.0 - 0.22 * smoothstep(edge * 5.0, 0.0, reach);
        k = mix(white, k, smoothstep(-edge, edge, reach));
    }
#endif
#ifdef FILM
    float level = dot(k, BRIGHT);
    vec2 grains = pixel / max(1.0, line_px * 0.75) + running.zw * 512.0;
    float grain = texture(brush, grains / 512.0).a - 0.5;
    float other = texture(brush, (grains.yx + 91.0) / 512.0).a - 0.5;
    k += film.x * 1.7 * (vec3(grain) + 0.35 * vec3(other, 0.0, -other)) * (1.0 - 0.55 * level);
    if (speck.z > 0.0) {
        vec2 off = (v_uv - speck.xy) * vec2(size.x / size.y, 1.0) + (noise(pixel, 0.08).rb - 0.5) * speck.z;
        k = mix(k, vec3(speck.w), 0.75 * smoothstep(speck.z, speck.z * 0.6, length(off)));
    }
#endif
#ifdef IMPACT
    float struck = smoothstep(0.44, 0.50, dot(k, BRIGHT));
    k = mix(vec3(0.02, 0.01, 0.04), vec3(1.0, 0.99, 0.95), mix(1.0 - struck, struck, turned));
#endif
    o_colour = vec4(clamp(k, 0.0, 1.0), 1.0);
}
